// SPDX-License-Identifier: Apache-2.0

/** A message with a good signature: SPKI and signature (r and s, fixed length) as hex. */
export interface KnownAnswer {
  readonly spki: string;
  readonly message: string;
  readonly signature: string;
}

/**
 * One answer per algorithm, by its identifier. Private key: SHA-256 of "meterpki known answer 1" and of each digest
 * again, as many bytes as the order has; signatures after RFC 6979. OpenSSL and elliptic agree on each.
 */
export const knownAnswers: Readonly<Record<string, KnownAnswer>> = {
  'ECDSA-secp256r1-SHA256': {
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200041fa53fc5b8d31d516380a91b6139db03a19eca5c44b5ce62a9b331a9c3256f0284bff6403862ebd3a2d9033d1bf45992abc3cfaddace049c0f63add697b9211f',
    message: 'meterpki known answer ECDSA-secp256r1-SHA256',
    signature:
      '82e823ca054b83fd385584b14c672dd1449973c5b7723543dd8bf793257546fd7835fc7ebbc3da23fb1b9479e9c81a479ff12eb2cd81f8ea711e0daac4af1ee2',
  },
  'ECDSA-secp256k1-SHA256': {
    spki: '3056301006072a8648ce3d020106052b8104000a0342000419a27a9bc91549bd3b091fd11324ed4c7096862028b7daecc9a9dbadf40d6acad25f822c838495ac96ac96f793671e7f18ba83fe2c5c7d71f578c8dee18a674d',
    message: 'meterpki known answer ECDSA-secp256k1-SHA256',
    signature:
      '3305fb230a58dcb1b8e5918d8096747066d81a3c028a5cae79da1305d00fc36c98cd15f886482228b76aaa939691a5d52c1d9470d1e56c48ee45369328260e38',
  },
  'ECDSA-secp384r1-SHA256': {
    spki: '3076301006072a8648ce3d020106052b8104002203620004a1211f744740100d39faf2a6c7116cdd1b37515b1f95af78f9e8d9a9cf8ef6db3ba39b74492170449b986de44443f182e7de1e6315b5b7064502a0fc05082053bdbdc0f01f0d96b8a95ad5cb15da7b796b24024e7803bd0584e27f7b5ad8a550',
    message: 'meterpki known answer ECDSA-secp384r1-SHA256',
    signature:
      '8eceadc1070e9581ccfce0ac0bedd8901748dbef59b161f11fe5c3e719466ec439fd41063be06df29b46f5085147585bf27e30ad1b46a1cb7031dbb57c33b9fcd336b4187aa8a0672c358d78da6f1e60ea3bf556fbb212d6717f33ea64ec0f41',
  },
  'ECDSA-secp384r1-SHA384': {
    spki: '3076301006072a8648ce3d020106052b8104002203620004a1211f744740100d39faf2a6c7116cdd1b37515b1f95af78f9e8d9a9cf8ef6db3ba39b74492170449b986de44443f182e7de1e6315b5b7064502a0fc05082053bdbdc0f01f0d96b8a95ad5cb15da7b796b24024e7803bd0584e27f7b5ad8a550',
    message: 'meterpki known answer ECDSA-secp384r1-SHA384',
    signature:
      '0a869f67f975309792104770e0c479acd70665fcab86d72eb496c874878901a00959b5b264282971383d03c0c8add33cae46b2c3bbc1b9e6a486c7a0eec52980bfe49e5bbe1f4d54a1403738ab7b8a066c483c366d886127c3f964a6c736fc1c',
  },
  'ECDSA-brainpool256r1-SHA256': {
    spki: '305a301406072a8648ce3d020106092b24030302080101070342000434129e4963d62696e0ab1714cd4b02b987a1ef4eda32de7dd6ed249aada9674b100b3791efbe083b0575fd887260208c9a091774899fe016e57e15df46edf53c',
    message: 'meterpki known answer ECDSA-brainpool256r1-SHA256',
    signature:
      '1e1ba45c4a46e7eb10be28fa2a075285d50b5cbcfd05eb964fb368c4294c7f8559f0b65140ccdc74560a681f9ecfd088c0dd91946014e75426f13e2c46698339',
  },
  'ECDSA-brainpool384r1-SHA256': {
    spki: '307a301406072a8648ce3d020106092b240303020801010b036200044293c6035185acba5c08acb7626c89676caf4902369719b669f81f3b22605266f71ca5ff2676babe2cdf36f87adbd1fa4d8a6f2f8d74846a48d8639b7282d27781bd7c698e92309067c5bde3902a65b9181508d5a37d94ea22848047a02ff4dc',
    message: 'meterpki known answer ECDSA-brainpool384r1-SHA256',
    signature:
      '436a279ccc66f539a59286b07af93c3e11e76ae9e777d6031211fa92a9704dcc362fbf396a52c0c2aa631cdd5fbabcc806b50a66298abb7b992f418d22aa6d378e9da8487f74def29309e0c07f6bbbf405fd82db427db71c018bc1da7e598df3',
  },
  'ECDSA-brainpool384r1-SHA384': {
    spki: '307a301406072a8648ce3d020106092b240303020801010b036200044293c6035185acba5c08acb7626c89676caf4902369719b669f81f3b22605266f71ca5ff2676babe2cdf36f87adbd1fa4d8a6f2f8d74846a48d8639b7282d27781bd7c698e92309067c5bde3902a65b9181508d5a37d94ea22848047a02ff4dc',
    message: 'meterpki known answer ECDSA-brainpool384r1-SHA384',
    signature:
      '236e1db728da2a234d1dfb066e9e46a1e40fee19b48b21c4475dea28a0c8213a5d43beae7acec61a0f0d9f434da38c7e48c081642be69965ce2ed18fd9e0a068b531a0a865fde027e6fc5d7cbcc5037b667bf289b576c13da4f4366317023d2d',
  },
  'ECDSA-secp192r1-SHA256': {
    spki: '3049301306072a8648ce3d020106082a8648ce3d03010103320004c8f5903ca185913a69ed39a467a6293ad65ac69e1771bef0c6ab4454fb47a9dcb36f20ca0b4de96e93bc613e8ac04ec1',
    message: 'meterpki known answer ECDSA-secp192r1-SHA256',
    signature:
      'c81ed51f4127c138c1e6999383519e0263e9a6342ac2d09aa8d7f10315a0a1b534ab07f8c2743881f83ba373918b7732',
  },
  'ECDSA-secp192k1-SHA256': {
    spki: '3046301006072a8648ce3d020106052b8104001f033200042c4dbbe1cba0903fa62ea8001911e81e5f60bc7e51cab5883690696adc518a0023fb689b3b44bbf2acc0a1a4cdb09c1f',
    message: 'meterpki known answer ECDSA-secp192k1-SHA256',
    signature:
      'cc5de72ec2b7ac551bd25bed92ba41bb056f6dac105312f4cc5e4586b0182589d54b9a9e694cf05f70a08ea87bcf9dff',
  },
};
