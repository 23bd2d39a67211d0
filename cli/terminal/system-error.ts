/** What the system has against a file, as a sentence. */
export function explainSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return SENTENCES[code] ?? `The system says ${code || String(error)}.`;
}

const SENTENCES: Readonly<Record<string, string>> = {
  EACCES: 'You may not write or read there.',
  EPERM: 'You may not write or read there.',
  EROFS: 'That place is read-only.',
  ENOENT: 'There is no such folder or file.',
  ENOTDIR: 'Something in its path is a file and no folder.',
  EEXIST: 'Something in its path is a file and no folder.',
  EISDIR: 'It is a folder.',
  ENOSPC: 'There is no space left.',
  EDQUOT: 'There is no space left.',
  ENAMETOOLONG: 'Its name is too long.',
  ELOOP: 'It is a link that leads to itself.',
  EMFILE: 'Too many files are open.',
  EIO: 'The disk could not read or write it.',
};
