// SPDX-License-Identifier: Apache-2.0
import { chooseUser, parseUser } from '../../dist/docker/container-user.js';
import { chooseImages, imageNames } from '../../dist/docker/images/image-names.js';
import { sizeInBytes } from '../../dist/docker/states.js';
import { failureOf } from '../support/failures.js';

describe('the user of containers', () => {
  it('is the one who makes the network; root chooses another', () => {
    const uid = process.getuid?.() ?? 0;
    const chosen = chooseUser({ METERPKI_USER: '4711:4712' });
    expect(chosen).toBe(uid === 0 ? '4711:4712' : `${uid}:${process.getgid?.() ?? 0}`);
    expect(parseUser(chooseUser({})).uid).toBeGreaterThan(0);
  });

  it.each(['0:0', 'root', '1000', '1000:x', ''])('is never %p', (text) => {
    expect(failureOf(() => parseUser(text)).code).toBe('BAD_OPTION');
  });
});

describe('image names', () => {
  it('are the official ones for Fabric, and repeat the version of the chaincode', () => {
    expect(imageNames(chooseImages('0.1.0+x-aa-bb', {}))).toEqual({
      peer: 'docker.io/hyperledger/fabric-peer:3.1.5',
      orderer: 'docker.io/hyperledger/fabric-orderer:3.1.5',
      chaincode: 'meterpki/chaincode:0.1.0_x-aa-bb',
    });
  });

  it('follow the environment', () => {
    const environment = {
      METERPKI_FABRIC_REGISTRY: 'ghcr.io/hyperledger',
      METERPKI_FABRIC_TAG: '3.1.6',
      METERPKI_CHAINCODE_REGISTRY: 'registry.example/nmi',
    };
    expect(imageNames(chooseImages('1', environment))).toEqual({
      peer: 'ghcr.io/hyperledger/fabric-peer:3.1.6',
      orderer: 'ghcr.io/hyperledger/fabric-orderer:3.1.6',
      chaincode: 'registry.example/nmi/chaincode:1',
    });
  });
});

describe('sizes of docker stats', () => {
  it.each([
    ['84.5MiB ', 88_604_672],
    ['1.5GiB', 1_610_612_736],
    ['512B', 512],
    ['--', undefined],
    ['3 apples', undefined],
  ])('%p is %p bytes', (text, bytes) => {
    expect(sizeInBytes(text)).toBe(bytes);
  });
});
