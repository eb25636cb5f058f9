// SPDX-License-Identifier: Apache-2.0
import { algorithmById, toHex, toUtf8, type Algorithm } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';

interface Vector {
  readonly section: string;
  readonly id: string;
  readonly privateKey: string;
  readonly point: string;
  readonly signatures: readonly (readonly [message: string, r: string, s: string])[];
}

const P384_KEY =
  '6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5';
const P384_POINT =
  'EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13' +
  '8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720';

/** RFC 6979 appendix A.2, as far as it holds curves and hashes of the protocol. */
const vectors: readonly Vector[] = [
  {
    section: 'A.2.3',
    id: 'ECDSA-secp192r1-SHA256',
    privateKey: '6FAB034934E4C0FC9AE67F5B5659A9D7D1FEFD187EE09FD4',
    point: 'AC2C77F529F91689FEA0EA5EFEC7F210D8EEA0B9E047ED563BC723E57670BD4887EBC732C523063D0A7C957BC97C1C43',
    signatures: [
      [
        'sample',
        '4B0B8CE98A92866A2820E20AA6B75B56382E0F9BFD5ECB55',
        'CCDB006926EA9565CBADC840829D8C384E06DE1F1E381B85',
      ],
    ],
  },
  {
    section: 'A.2.5',
    id: 'ECDSA-secp256r1-SHA256',
    privateKey: 'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721',
    point:
      '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6' +
      '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299',
    signatures: [
      [
        'sample',
        'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
        'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
      ],
      [
        'test',
        'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
        '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
      ],
    ],
  },
  {
    section: 'A.2.6',
    id: 'ECDSA-secp384r1-SHA256',
    privateKey: P384_KEY,
    point: P384_POINT,
    signatures: [
      [
        'sample',
        '21B13D1E013C7FA1392D03C5F99AF8B30C570C6F98D4EA8E354B63A21D3DAA33BDE1E888E63355D92FA2B3C36D8FB2CD',
        'F3AA443FB107745BF4BD77CB3891674632068A10CA67E3D45DB2266FA7D1FEEBEFDC63ECCD1AC42EC0CB8668A4FA0AB0',
      ],
    ],
  },
  {
    section: 'A.2.6',
    id: 'ECDSA-secp384r1-SHA384',
    privateKey: P384_KEY,
    point: P384_POINT,
    signatures: [
      [
        'sample',
        '94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46',
        '99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8',
      ],
    ],
  },
];

function rowOf(id: string): Algorithm {
  const row = algorithmById(id);
  if (row === undefined) throw new Error(`${id} is not built in`);
  return row;
}

describe.each(vectors)(
  'the vectors of RFC 6979 appendix $section, $id',
  ({ id, privateKey, point, signatures }) => {
    const meter = Meter.fromPrivateKey(privateKey, { serial: '1', algorithm: rowOf(id) });

    it('give the public key of the appendix', () => {
      expect(toHex(meter.spki).slice(-point.length)).toBe(point.toLowerCase());
    });

    it.each(signatures)('give r and s of the appendix for %j', (message, r, s) => {
      expect(toHex(meter.sign(toUtf8(message), 'p1363'))).toBe((r + s).toLowerCase());
    });
  },
);
