import type { Messages } from './messages-of.ts';

export type ProblemCode = keyof Messages['problems'];

export interface SentenceOptions {
  /** True only where it is known that nothing reached any destination; never guessed from the code. */
  readonly nothingFiled?: boolean;
}

export function isProblemCode(messages: Messages, code: string): code is ProblemCode {
  return Object.hasOwn(messages.problems, code);
}

/** The two parts of a problem's text; codes that have none of their own get those of `unexpected`. */
export function problemParts(messages: Messages, code: string): { what: string; todo: string } {
  return messages.problems[isProblemCode(messages, code) ? code : 'unexpected'];
}

export function problemSentence(messages: Messages, code: string, options: SentenceOptions = {}): string {
  const { what, todo } = problemParts(messages, code);
  return [what, ...(options.nothingFiled === true ? [messages.problem.nothingFiled] : []), todo].join(' ');
}

/** The finding's name in the reader's language; what a model brought itself is called as it calls it in all of them. */
export function findingName(
  messages: Messages,
  { label, ownName }: { readonly label: string; readonly ownName?: string | undefined },
): string {
  return ownName ?? lookUp(messages.finding, label) ?? label;
}

/** Where a result goes, in words; a destination that a site named itself shows as it stands. */
export function destinationName(messages: Messages, destination: string): string {
  return lookUp(messages.destination, destination) ?? destination;
}

/** The film's view (DICOM ViewPosition (0018,5101)) in words. */
export function viewName(messages: Messages, view: string | undefined): string {
  return view === undefined || view === '' ? messages.view.unknown : (lookUp(messages.view, view) ?? view);
}

function lookUp(names: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}
