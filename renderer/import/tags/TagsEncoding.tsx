import { describeDamage } from '#core/exchange/pipeline/sentences.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { TEXT_ENCODINGS } from '#core/text/encoding/table.ts';

import { Choice } from '../../controls/fields/Choice.tsx';
import { FieldRow } from '../../controls/fields/Field.tsx';
import type { AnnotationsItem } from '../../model/forms/import-form.ts';
import { ENCODINGS } from '../reading/Encoding.tsx';

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
  const called = TEXT_ENCODINGS.find(({ label }) => label === encoding)?.name ?? encoding;
  const more =
    others.length > 0
      ? ` So ${others.length === 1 ? 'is' : 'are'} ${countOf(others.length, 'other file')} of it.`
      : '';
  return (
    <div className="import-encoding">
      <FieldRow label="Encoding">
        {(id) => <Choice id={id} value={encoding} options={ENCODINGS} onChange={onEncoding} />}
      </FieldRow>
      {certainty.type === 'guess' ? (
        <span className="problem">
          <bdi>{showHidden(name)}</bdi> is not in UTF-8: its encoding is a guess ({called},{' '}
          {certainty.percent} %). Look at its words when it is in, or choose another one.{more}
        </span>
      ) : null}
      {certainty.type === 'damaged' ? (
        <span className="problem">
          <bdi>{showHidden(name)}</bdi> {describeDamage(certainty)}. It has � there.{more}
        </span>
      ) : null}
    </div>
  );
}
