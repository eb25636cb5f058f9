// SPDX-License-Identifier: Apache-2.0

/** Domain parameters of a curve y² = x³ + ax + b over the integers modulo p: hex, of the base point x and y. */
export interface CurveParameters {
  readonly p: string;
  readonly a: string;
  readonly b: string;
  /** Order of the base point. */
  readonly n: string;
  readonly g: readonly [x: string, y: string];
}

/** The curves of the protocol that elliptic does not bring along: RFC 5639 section 3 and SEC 2 section 2.2. */
export const furtherCurves: Readonly<Record<string, CurveParameters>> = {
  brainpoolP256r1: {
    p: 'a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377',
    a: '7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9',
    b: '26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6',
    n: 'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7',
    g: [
      '8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262',
      '547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997',
    ],
  },
  brainpoolP384r1: {
    p: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53',
    a: '7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826',
    b: '04a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11',
    n: '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565',
    g: [
      '1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e',
      '8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315',
    ],
  },
  secp192k1: {
    p: 'fffffffffffffffffffffffffffffffffffffffeffffee37',
    a: '0',
    b: '3',
    n: 'fffffffffffffffffffffffe26f2fc170f69466a74defd8d',
    g: [
      'db4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7d',
      '9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9d',
    ],
  },
};
