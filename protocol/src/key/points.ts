// SPDX-License-Identifier: Apache-2.0
import { allCurves, type Curve } from '../algorithm/curves';
import { decompress } from './point';
import type { KeyShape, ShapeResult } from './shape';
import { importSpki, spkiAround, type PublicKey } from './spki';

/** Coordinates of named curves that are not built in: 224, 512 and 521 bits. */
const FOREIGN_SIZES: readonly number[] = [28, 64, 66];

const sizedCurves = (size: number): readonly Curve[] => allCurves.filter(({ length }) => length === size);

/** A point names no curve: those on which it lies are the ones that it may be of. */
function onCurves(
  size: number,
  coordinatesOn: (curve: Curve) => Uint8Array | undefined,
): PublicKey[] | 'unsupported' {
  const found = sizedCurves(size).flatMap((curve) => {
    const coordinates = coordinatesOn(curve);
    return coordinates === undefined ? [] : (importSpki(spkiAround(curve, coordinates)) ?? []);
  });
  return found.length === 0 && FOREIGN_SIZES.includes(size) ? 'unsupported' : found;
}

/** An empty list is no key: `otherwise` tells what it is then. */
function resultOf(found: PublicKey[] | 'unsupported', otherwise: ShapeResult): ShapeResult {
  if (found === 'unsupported') return found;
  const [first, ...more] = found;
  return first === undefined ? otherwise : [first, ...more];
}

const isSize = (size: number): boolean => sizedCurves(size).length > 0 || FOREIGN_SIZES.includes(size);

/** SEC 1 section 2.3.3: `04`, X and Y. */
export const uncompressedPoint: KeyShape = {
  name: 'uncompressed point',
  read(bytes) {
    const size = (bytes.length - 1) / 2;
    if (bytes[0] !== 0x04 || !isSize(size)) return undefined;
    return resultOf(
      onCurves(size, () => bytes.subarray(1)),
      'unsupported',
    );
  },
};

/** SEC 1 section 2.3.3: `02` or `03`, and X. Every second X lies on a curve, so it often fits several. */
export const compressedPoint: KeyShape = {
  name: 'compressed point',
  read(bytes) {
    const size = bytes.length - 1;
    if ((bytes[0] !== 0x02 && bytes[0] !== 0x03) || !isSize(size)) return undefined;
    return resultOf(
      onCurves(size, (curve) => decompress(curve, bytes)),
      'unsupported',
    );
  },
};

/** X and Y side by side. Nothing marks them as a key, so what lies on no curve is not taken for one. */
export const bareCoordinates: KeyShape = {
  name: 'bare coordinates X and Y',
  read(bytes) {
    const size = bytes.length / 2;
    return isSize(size)
      ? resultOf(
          onCurves(size, () => bytes),
          undefined,
        )
      : undefined;
  },
};
