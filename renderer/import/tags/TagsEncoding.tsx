import { describeDamage } from '#core/exchange/pipeline/sentences.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { encodingName } from '#core/text/encoding/table.ts';

import type { AnnotationsItem } from '../../model/forms/import-form.ts';
import { EncodingChoice } from '../reading/Encoding.tsx';

/** In which encoding files of tags were read that are not in UTF-8; another one reads them again. */
export function TagsEncoding({
  encodings,
  onEncoding,
}: {
  /** The least certain one first. */
  readonly encodings: AnnotationsItem['encodings'];
  readonly onEncoding: (encoding: string) => void;
}) {
  const [first, ...others] = encodings;
  if (!first) return null;
  const { name, encoding, certainty } = first;
  const more =
    others.length > 0
      ? ` So ${others.length === 1 ? 'is' : 'are'} ${countOf(others.length, 'other file')} of it.`
      : '';
  const wrong =
    certainty.type === 'guess'
      ? ` is not in UTF-8: its encoding is a guess (${encodingName(encoding)}, ${certainty.percent} %). Look at its words when it is in, or choose another one.${more}`
      : certainty.type === 'damaged'
        ? ` ${describeDamage(certainty)}. It has � there.${more}`
        : null;
  const problem =
    wrong === null ? null : (
      <>
        <bdi>{showHidden(name)}</bdi>
        {wrong}
      </>
    );
  return <EncodingChoice encoding={encoding} problem={problem} onEncoding={onEncoding} />;
}
