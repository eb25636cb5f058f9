// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const repository = resolve(__dirname, '..', '..', '..', '..');
const folders = ['transactions', 'records', 'verdict', 'encoding', 'audit'].map(
  (folder) => `protocol/src/${folder}`,
);

/** A type of the protocol, as its source declares it. */
interface Declaration {
  readonly file: string;
  readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
}

const isDeclaration = (node: ts.Node): node is Declaration['node'] =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

function readFolder(folder: string): [string, Declaration][] {
  return readdirSync(join(repository, folder))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const file = `${folder}/${name}`;
      const text = readFileSync(join(repository, file), 'utf8');
      const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      return statements
        .filter(isDeclaration)
        .map((node): [string, Declaration] => [node.name.text, { file, node }]);
    });
}

/** Words that a constant of the protocol holds: elements of a list, or names of an object's members. */
function wordsOf(source: ts.SourceFile, constant: string): string[] {
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText() === constant);
  const value = declared?.initializer;
  const plain = value !== undefined && ts.isAsExpression(value) ? value.expression : value;
  if (plain === undefined) return [];
  if (ts.isArrayLiteralExpression(plain)) return plain.elements.map((element) => element.getText());
  if (!ts.isObjectLiteralExpression(plain)) return [];
  return plain.properties.map((property) => `'${(property.name?.getText() ?? '').replaceAll("'", '')}'`);
}

/** A type that is made from a constant, as the words that it stands for; any other type as it is written. */
function spelledOut(node: ts.TypeNode): string {
  const text = plainText(node);
  const constant = /^(?:\(typeof (\w+)\)\[number\]|keyof typeof (\w+))$/.exec(text);
  const words = wordsOf(node.getSourceFile(), constant?.[1] ?? constant?.[2] ?? '');
  return words.length === 0 ? text : words.join(' | ');
}

const declarations: ReadonlyMap<string, Declaration> = new Map(folders.flatMap(readFolder));

/** Source text without comments, on one line. */
const plainText = (node: ts.Node): string => {
  const printer = ts.createPrinter({ removeComments: true });
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return text.replace(/\s+/g, ' ').replaceAll('readonly ', '').replace(/; }/g, ' }');
};

/** The comment above a declaration, on one line. */
const commentOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .flatMap(({ comment }) => (typeof comment === 'string' ? [comment] : []))
    .join(' ')
    .replace(/\s+/g, ' ');

/** Names of the protocol's own types in a piece of source, in the order of their appearance. */
function namesIn(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner) && declarations.has(inner.text)) found.push(inner.text);
    ts.forEachChild(inner, visit);
  };
  ts.forEachChild(node, visit);
  return [...new Set(found)];
}

/** The result of a transaction as the protocol's source declares it. */
export interface ResultType {
  readonly text: string;
  readonly comment: string;
  readonly names: readonly string[];
}

/** Reads the type of a result. @throws Error where the source declares none */
export function resultType(contract: string, name: string): ResultType {
  const table = `${contract.charAt(0).toUpperCase()}${contract.slice(1)}Results`;
  const { node } = declarations.get(table) ?? {};
  const members = node !== undefined && ts.isInterfaceDeclaration(node) ? node.members : [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) || member.name.getText() !== name || member.type === undefined)
      continue;
    return { text: plainText(member.type), comment: commentOf(member), names: namesIn(member.type) };
  }
  throw new Error(`${table} has no member ${name}`);
}

/** A type with its members, as the page lists it. */
export interface TypeEntry {
  readonly name: string;
  readonly file: string;
  readonly comment: string;
  /** Members with type and comment; none for a type that is no object. */
  readonly members: readonly (readonly [name: string, type: string, comment: string])[];
  /** Types whose members it has as well. */
  readonly bases: readonly string[];
  /** What the type is, where it has no members of its own. */
  readonly text: string;
}

function entryOf(name: string, { file, node }: Declaration): TypeEntry {
  const members = ts.isInterfaceDeclaration(node) ? node.members.filter(ts.isPropertySignature) : [];
  return {
    name,
    file,
    comment: commentOf(node),
    members: members.map((member) => [
      `${member.name.getText()}${member.questionToken === undefined ? '' : '?'}`,
      member.type === undefined ? '' : spelledOut(member.type),
      commentOf(member),
    ]),
    text: ts.isTypeAliasDeclaration(node) ? spelledOut(node.type) : '',
    bases: ts.isInterfaceDeclaration(node)
      ? (node.heritageClauses ?? []).flatMap(({ types }) => types.map(plainText))
      : [],
  };
}

/** These types and all that they consist of, by name. */
export function typesBehind(names: Iterable<string>): TypeEntry[] {
  const found = new Map<string, TypeEntry>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const declaration = declarations.get(name);
    if (declaration === undefined || found.has(name)) continue;
    found.set(name, entryOf(name, declaration));
    waiting.push(...namesIn(declaration.node));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
