// SPDX-License-Identifier: Apache-2.0
import { SaxesParser } from 'saxes';
import { MAX_NESTING } from '../../json/limits';

/** The most elements of one document. */
const MAX_ELEMENTS = 50_000;

/** An element; names without their namespace prefix, since tools disagree about the namespace. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text directly in it, entities resolved, CDATA sections included. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** An element that is still being read. */
interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  readonly parts: string[];
}

/** Ends the parser's work at the first fault; never leaves this file. */
class Stop extends Error {}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const newElement = (name: string, attributes: ReadonlyMap<string, string>): OpenElement => {
  const parts: string[] = [];
  return {
    name,
    attributes,
    children: [],
    parts,
    get text() {
      return parts.join('');
    },
  };
};

/** Builds the tree from the parser's calls, within bounds. */
class TreeBuilder {
  readonly root = newElement('', new Map());
  readonly #open: OpenElement[] = [this.root];
  #count = 0;

  enter(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#count += 1;
    if (this.#count > MAX_ELEMENTS || this.#open.length > MAX_NESTING) throw new Stop();
    const pairs = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const);
    const element = newElement(localName(name), new Map(pairs));
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  leave(): void {
    this.#open.pop();
  }

  put(text: string): void {
    this.#open.at(-1)?.parts.push(text);
  }
}

function stop(): never {
  throw new Stop();
}

function parse(text: string, fragment: boolean): readonly XmlElement[] | undefined {
  const tree = new TreeBuilder();
  const parser = new SaxesParser<{ xmlns: false; fragment: boolean }>({ xmlns: false, fragment });
  parser.on('error', stop);
  parser.on('doctype', stop);
  parser.on('opentag', ({ name, attributes }) => {
    tree.enter(name, attributes);
  });
  parser.on('closetag', () => {
    tree.leave();
  });
  parser.on('text', (piece) => {
    tree.put(piece);
  });
  parser.on('cdata', (piece) => {
    tree.put(piece);
  });
  try {
    parser.write(text).close();
    return tree.root.children;
  } catch {
    return undefined;
  }
}

/**
 * Reads XML 1.0: no document type, hence no entities beyond the five, at most 50,000 elements, nested at most 32 deep.
 * Several elements may follow each other without one around them: a real station's files look so.
 * @returns the outermost elements, or undefined where the text is not well-formed or exceeds the bounds
 */
export function readXml(untrimmed: string): readonly XmlElement[] | undefined {
  const text = untrimmed.trim();
  return parse(text, false) ?? parse(text, true);
}

/** The first child with this name, or undefined. */
export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** An element that was looked for, and what was found for it. */
export interface FoundElement<Found> {
  readonly element: XmlElement;
  readonly found: Found;
}

/** Every element for which `find` finds something, outermost first; what stands inside such a one is not looked at. */
export function elementsIn<Found>(
  elements: readonly XmlElement[],
  find: (element: XmlElement) => Found | undefined,
): FoundElement<Found>[] {
  return elements.flatMap((element) => {
    const found = find(element);
    return found === undefined ? elementsIn(element.children, find) : [{ element, found }];
  });
}
