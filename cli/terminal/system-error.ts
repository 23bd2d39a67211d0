import { codeOf, refusalOf, type SystemRefusal } from '#core/guards/system-errors.ts';

/** What the system has against a file, as a sentence. */
export function explainSystemError(error: unknown): string {
  const refusal = refusalOf(error);
  const sentence = refusal && SENTENCES[refusal];
  return sentence ?? `The system says ${codeOf(error) || String(error)}.`;
}

const SENTENCES: Readonly<Partial<Record<SystemRefusal, string>>> = {
  'not-allowed': 'You may not write or read there.',
  'read-only': 'That place is read-only.',
  absent: 'There is no such folder or file.',
  'not-a-folder': 'Something in its path is a file and no folder.',
  exists: 'Something in its path is a file and no folder.',
  'is-a-folder': 'It is a folder.',
  'no-room': 'There is no space left.',
  'long-name': 'Its name is too long.',
  'link-to-itself': 'It is a link that leads to itself.',
  'too-many-open': 'Too many files are open.',
  defect: 'The disk could not read or write it.',
};
