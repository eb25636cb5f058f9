// SPDX-License-Identifier: Apache-2.0
import { elementsIn, readXml } from '../../dist/container/xml/tree';

describe('readXml', () => {
  it('reads text, entities, CDATA sections and attributes, whatever the namespace', () => {
    const text =
      '\ufeff\n<?xml version="1.0"?><s:a xmlns:s="x" s:id="1">&lt;&#65;<!-- no --><![CDATA[<&]]><b/></s:a>';
    const [root] = readXml(text) ?? [];
    expect(root).toMatchObject({ name: 'a', text: '<A<&', children: [{ name: 'b', text: '' }] });
    expect(root?.attributes.get('id')).toBe('1');
  });

  it('reads several elements without one around them', () => {
    expect(readXml('<a/>\n<b/>')?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(readXml('<a/> and words')?.map(({ name }) => name)).toEqual(['a']);
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY x "xxx">]><a>&x;</a>'],
    ['an entity that nobody declared', '<a>&x;</a>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an element that never closes', '<a><b></a>'],
    ['an end without a begin', '<a/></b>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['33 levels', `${'<a>'.repeat(33)}${'</a>'.repeat(33)}`],
    ['50,001 elements', `<a>${'<b/>'.repeat(50_000)}</a>`],
    ['a character that XML forbids', '<a>\u0000</a>'],
    ['half a tag', '<a'],
  ])('refuses %s', (_name, text) => {
    expect(readXml(text)).toBeUndefined();
  });

  it('reads 32 levels and 50,000 elements', () => {
    expect(readXml(`${'<a>'.repeat(32)}${'</a>'.repeat(32)}`)).toHaveLength(1);
    expect(readXml(`<a>${'<b/>'.repeat(49_999)}</a>`)?.[0]?.children).toHaveLength(49_999);
  });

  it('has no place for a name out of the prototype', () => {
    const [root] = readXml('<__proto__ __proto__="1"><constructor/></__proto__>') ?? [];
    expect(root?.name).toBe('__proto__');
    expect(
      elementsIn(root?.children ?? [], ({ name }) => (name === 'constructor' ? name : undefined)),
    ).toHaveLength(1);
  });
});
