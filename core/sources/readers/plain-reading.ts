import type { DecodedText } from '../../text/encoding/decode.ts';
import { encodingName } from '../../text/encoding/table.ts';
import type { Reading } from '../reading.ts';

/**
 * A text that is taken as it stands, in one block: so its line ends stay as they are.
 *
 * @param place of the whole of it, in the source
 */
export function plainReading(place: string, { text, encoding, certainty }: DecodedText): Reading {
  const name = encodingName(encoding);
  return {
    item: null,
    blocks: [
      {
        kind: 'paragraph',
        text,
        part: 'article',
        why: 'It is a plain text, taken as it stands.',
        place: place.slice(0, 2000),
      },
    ],
    details: {},
    reader: { name: 'text', version: 1 },
    warnings:
      certainty.type === 'guess'
        ? [
            `It is read as ${name}, which is a guess (${certainty.percent} % sure). Look at its words.`,
          ]
        : [],
  };
}
