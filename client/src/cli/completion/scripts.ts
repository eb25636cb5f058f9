// SPDX-License-Identifier: Apache-2.0
import type { CompletionNode, CompletionOption } from './command-tree';

/** Shells that have a script. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const wordsOf = ({ commands, options }: CompletionNode): string =>
  [...commands.map(({ name }) => name), ...options.map(({ name }) => name), '--help'].join(' ');

const casesOf = (lines: readonly string[], indent: string): string =>
  lines.map((line) => `${indent}${line}`).join('\n');

/** `path|--option) choices` of all options whose values are known. */
function choiceCases(nodes: readonly CompletionNode[]): string[] {
  return nodes.flatMap(({ path, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ name, choices }) => `${quoted(`${path}|${name}`)}) words=${quoted(choices.join(' '))} ;;`),
  );
}

const valueOptions = (nodes: readonly CompletionNode[]): string => {
  const names = nodes.flatMap(({ options }) =>
    options.filter(({ takesValue }) => takesValue).map(({ name }) => name),
  );
  return [...new Set(names)].sort().join('|');
};

/** The part that finds out where on the command line the cursor stands; the same in bash and zsh. */
const walk = (nodes: readonly CompletionNode[], wordsVariable: string, first: string): string => `
  local path='' words='' word skip=''
  for word in ${wordsVariable}; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "$word" in
      ${valueOptions(nodes)}) skip=1 ;;
      -*) ;;
      *) case "\${path:+$path }$word" in
${casesOf(
  nodes.filter(({ path }) => path !== '').map(({ path }) => `${quoted(path)}) path=${quoted(path)} ;;`),
  '        ',
)}
      esac ;;
    esac
  done
  case "$path|${first}" in
${casesOf(choiceCases(nodes), '    ')}
    *)
      case "${first}" in
        ${valueOptions(nodes)}) words='' ;;
        *) case "$path" in
${casesOf(
  nodes.map((node) => `${quoted(node.path)}) words=${quoted(wordsOf(node))} ;;`),
  '          ',
)}
        esac ;;
      esac ;;
  esac`;

const bash = (nodes: readonly CompletionNode[]): string => `# bash completion for meterpki
_meterpki() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"${walk(nodes, '"${COMP_WORDS[@]:1:COMP_CWORD-1}"', '$previous')}
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _meterpki meterpki`;

const zsh = (nodes: readonly CompletionNode[]): string => `#compdef meterpki
_meterpki() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}"
  local -a before offered
  before=("\${(@)words[2,CURRENT-1]}")
  _meterpki_words() {${walk(nodes, '"${before[@]}"', '$previous')}
    offered=(\${=words})
  }
  _meterpki_words
  (( \${#offered} )) && compadd -- "\${offered[@]}"
  _files
}
compdef _meterpki meterpki`;

function fishOption({ name, description, takesValue, choices }: CompletionOption): string {
  const long = `-l ${name.slice(2)} -d ${quoted(description)}`;
  if (choices.length > 0) return `${long} -x -a ${quoted(choices.join(' '))}`;
  return takesValue ? `${long} -r` : long;
}

/** The words of a path must stand there, in order. */
const fishCondition = (path: string): string =>
  path === ''
    ? '__fish_use_subcommand'
    : path
        .split(' ')
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join('; and ');

function fishLines({ path, commands, options }: CompletionNode): string[] {
  const names = commands.map(({ name }) => name).join(' ');
  const here = fishCondition(path);
  const open =
    path === '' || commands.length === 0 ? here : `${here}; and not __fish_seen_subcommand_from ${names}`;
  const line = (rest: string): string => `complete -c meterpki -n ${quoted(open)} ${rest}`;
  return [
    ...commands.map(({ name, summary }) => line(`-f -a ${name} -d ${quoted(summary)}`)),
    ...options.map((option) => line(fishOption(option))),
  ];
}

const fish = (nodes: readonly CompletionNode[]): string =>
  ['# fish completion for meterpki', ...nodes.flatMap(fishLines)].join('\n');

/** The script with which a shell completes commands, options, and values that are known. */
export const completionScripts: Readonly<Record<Shell, (nodes: readonly CompletionNode[]) => string>> = {
  bash,
  zsh,
  fish,
};
