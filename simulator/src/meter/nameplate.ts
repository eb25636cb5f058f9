// SPDX-License-Identifier: Apache-2.0
import { SimulatorError } from '../errors';

/** What stands on the meter, and in its receipts. */
export interface Nameplate {
  /** OCMF `MS`. */
  readonly serial: string;
  /** OCMF `MV`. */
  readonly manufacturer: string;
  /** OCMF `MM`. */
  readonly model: string;
  /** OCMF `GS`, where the meter stands behind a gateway. */
  readonly gatewaySerial?: string;
}

/** A nameplate of which only the serial must be said. */
export type NameplateOptions = Readonly<
  Pick<Nameplate, 'serial'> & Partial<Pick<Nameplate, 'manufacturer' | 'model' | 'gatewaySerial'>>
>;

/**
 * Fills in what was left out.
 * @throws {@link SimulatorError} FIELD_INVALID for an empty serial
 */
export function nameplateOf({ serial, manufacturer, model, gatewaySerial }: NameplateOptions): Nameplate {
  if (serial === '') throw new SimulatorError('FIELD_INVALID', 'a meter has a serial number');
  return {
    serial,
    manufacturer: manufacturer ?? 'meterpki',
    model: model ?? 'simulated meter',
    ...(gatewaySerial === undefined ? {} : { gatewaySerial }),
  };
}
