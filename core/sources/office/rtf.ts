import { err } from '../../result.ts';
import type { SourceReader } from '../reader.ts';
import { startsWith } from './package.ts';

/** `{\rtf` */
const MARK = [0x7b, 0x5c, 0x72, 0x74, 0x66];

/** RTF is known, so that it is refused by name and never opened as the code that it is. */
export const rtfReader: SourceReader = {
  name: 'rtf',
  version: 1,
  title: 'RTF document',
  extensions: ['rtf'],
  recognise: ({ name, bytes }) => {
    if (startsWith(bytes, MARK)) return 1;
    return /\.rtf$/iu.test(name) ? 0.6 : 0;
  },
  read: ({ name }) =>
    Promise.resolve(
      err({
        type: 'unreadable',
        place: name,
        detail:
          'RTF is not read here. Open it in a word processor, save it as .docx or .odt and try again.',
      }),
    ),
};
