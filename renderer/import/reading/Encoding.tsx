import { describeDamage } from '#core/exchange/pipeline/sentences.ts';
import { TEXT_ENCODINGS } from '#core/text/encoding/table.ts';

import { Choice } from '../../controls/fields/Choice.tsx';
import { FieldRow } from '../../controls/fields/Field.tsx';
import type { ArticleItem } from '../../model/forms/import-form.ts';

/** Every encoding that can be chosen, with its name. */
export const ENCODINGS = TEXT_ENCODINGS.map((each) => [each.label, each.name] as const);

/** The encoding that a file was read with, and how sure that is; another one reads it again. */
export function Encoding({
  item: { encoding, certainty },
  onEncoding,
}: {
  readonly item: ArticleItem;
  readonly onEncoding: (encoding: string) => void;
}) {
  const name = TEXT_ENCODINGS.find(({ label }) => label === encoding)?.name ?? encoding;
  return (
    <div className="import-encoding">
      <FieldRow label="Encoding">
        {(id) => <Choice id={id} value={encoding} options={ENCODINGS} onChange={onEncoding} />}
      </FieldRow>
      {certainty.type === 'guess' ? (
        <span className="problem">
          Encoding is a guess ({name}, {certainty.percent} %). Check the preview.
        </span>
      ) : null}
      {certainty.type === 'damaged' ? (
        <span className="problem">
          The file {describeDamage(certainty)}. The text has � there, and is imported so only if you
          choose it.
        </span>
      ) : null}
    </div>
  );
}
