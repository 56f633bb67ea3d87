import {
  ForTag,
  Output,
  toValueSync,
  TypeGuards,
  Value,
  type Liquid,
  type PropertyAccessToken,
  type Template,
  type Token,
} from 'liquidjs';
import { createMessageEngine } from './message-engine.js';

/** One place of a text that reads a variable. */
export interface VariableUse {
  /** As the author wrote it, for problems. */
  written: string;
  /**
   * Its whole name with loop variables replaced by what they run over and items written `*`, e.g.
   * `overdueInvoices.*.remaining`; null when the name is computed and so cannot be known beforehand.
   */
  name: string | null;
  /** Shown with these filters, in order; null when it is only tested or looped over. */
  shownWith: readonly UsedFilter[] | null;
}

export interface UsedFilter {
  name: string;
  argumentCount: number;
}

/** An output whose value has to be there: shown, and without `default` as its first filter (S17). */
export interface RequiredOutput {
  output: Output;
  written: string;
}

export interface ReadMessage {
  templates: Template[];
  uses: VariableUse[];
  required: RequiredOutput[];
}

/** Names that a tag brings into its body, each with the whole name of what it stands for. */
type Locals = ReadonlyMap<string, string>;

let reader: Liquid | undefined;

/** A Liquid text read without values: the variables it uses, or what keeps it from being read. */
export function readMessage(text: string, engine?: Liquid): ReadMessage | { error: string } {
  try {
    const templates = (engine ?? (reader ??= createMessageEngine('text'))).parse(text);
    const message: ReadMessage = { templates, uses: [], required: [] };
    collect(templates, new Map(), message);
    return message;
  } catch (error) {
    return { error: liquidFault(error) };
  }
}

/** What Liquid says, without its drawing of the place. */
export function liquidFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? message).trim();
}

function collect(templates: readonly Template[], locals: Locals, message: ReadMessage): void {
  for (const template of templates) {
    if (template instanceof Output) collectOutput(template, locals, message);
    else collectArguments(template, locals, message);
    collect(childrenOf(template), localsInside(template, locals), message);
  }
}

const childrenOf = (template: Template): Template[] =>
  template.children ? toValueSync<Template[]>(template.children(false, true)) : [];

function collectOutput(output: Output, locals: Locals, message: ReadMessage): void {
  const { initial, filters } = output.value;
  const [only, ...others] = initial.postfix;
  const shown = others.length === 0 ? only : undefined;
  // The engine appends its escaping as one more filter, which no author wrote.
  const written = filters.slice(0, -1).map(({ name, args }) => ({ name, argumentCount: args.length }));
  for (const token of initial.postfix) add(token, locals, message, token === shown ? written : null);
  for (const filter of filters) for (const argument of filter.args) addArgument(argument, locals, message);
  if (shown && TypeGuards.isPropertyAccessToken(shown) && written[0]?.name !== 'default')
    message.required.push({ output, written: shown.getText() });
}

function collectArguments(template: Template, locals: Locals, message: ReadMessage): void {
  for (const argument of template.arguments?.() ?? []) {
    if (!(argument instanceof Value)) {
      add(argument, locals, message, null);
      continue;
    }
    for (const token of argument.initial.postfix) add(token, locals, message, null);
    for (const filter of argument.filters)
      for (const inFilter of filter.args) addArgument(inFilter, locals, message);
  }
}

/** Filter arguments are values, or pairs of a name and a value. */
function addArgument(argument: unknown, locals: Locals, message: ReadMessage): void {
  const token: unknown = Array.isArray(argument) ? argument[1] : argument;
  if (token) add(token as Token, locals, message, null);
}

function add(token: Token, locals: Locals, message: ReadMessage, shownWith: VariableUse['shownWith']): void {
  if (TypeGuards.isRangeToken(token)) {
    add(token.lhs, locals, message, null);
    add(token.rhs, locals, message, null);
  } else if (TypeGuards.isPropertyAccessToken(token)) {
    message.uses.push({ written: token.getText(), name: nameOf(token, locals), shownWith });
  }
}

function localsInside(template: Template, locals: Locals): Locals {
  if (!(template instanceof ForTag)) return locals;
  const { collection } = template;
  const over = TypeGuards.isPropertyAccessToken(collection) ? nameOf(collection, locals) : null;
  return new Map([...locals, [template.variable, over ? `${over}.*` : 'number'], ['forloop', 'forloop']]);
}

function nameOf(token: PropertyAccessToken, locals: Locals): string | null {
  if (token.variable) return null;
  const segments = token.props.map(segmentOf);
  const [root, ...rest] = segments.filter((segment) => segment !== null);
  if (root === undefined || segments.length > rest.length + 1) return null;
  return [locals.get(root) ?? root, ...rest].join('.');
}

const ITEM_NAMES = new Set(['first', 'last']);

function segmentOf(token: Token): string | null {
  if (TypeGuards.isNumberToken(token)) return '*';
  if (!TypeGuards.isWordToken(token) && !TypeGuards.isQuotedToken(token)) return null;
  return ITEM_NAMES.has(token.content) ? '*' : token.content;
}
