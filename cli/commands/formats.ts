import { CODECS } from '#core/exchange/pipeline/codecs.ts';

import type { CommandLine } from '../terminal/command.ts';
import { WrongUse } from '../terminal/problem.ts';

/** Lists the formats. */
export const FORMATS: CommandLine = {
  name: 'formats',
  usage: 'formats',
  summary: 'Lists the formats that are read and written.',
  options: {},
  run: ({ inputs }) => {
    if (inputs.length > 0) throw new WrongUse('This command takes no files.');
    const formats = CODECS.map((codec) => ({
      name: codec.name,
      title: codec.title,
      reads: codec.read !== null,
      writes: true,
      output: codec.output,
      extension: codec.extension,
      offsetUnit: codec.unit,
      text: codec.text,
    }));
    const width = Math.max(...formats.map(({ name }) => name.length));
    const lines = formats.map(
      ({ name, title, reads, offsetUnit }) =>
        `${name.padEnd(width)}  ${reads ? 'read, write' : 'write      '}  ${title}; offsets: ${offsetUnit}`,
    );
    return Promise.resolve({ text: `${lines.join('\n')}\n`, json: { formats } });
  },
};
