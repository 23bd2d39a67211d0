import type { ReactNode } from 'react';

import { describeDamage } from '#core/exchange/pipeline/sentences.ts';
import { encodingName, TEXT_ENCODINGS } from '#core/text/encoding/table.ts';

import { Choice } from '../../controls/fields/Choice.tsx';
import { FieldRow } from '../../controls/fields/Field.tsx';
import type { ArticleItem } from '../../model/forms/import-form.ts';

/** Every encoding that can be chosen, with its name. */
export const ENCODINGS = TEXT_ENCODINGS.map((each) => [each.label, each.name] as const);

interface EncodingChoiceProps {
  readonly encoding: string;
  /** What is wrong with it; `null` where nothing is. */
  readonly problem: ReactNode;
  readonly onEncoding: (encoding: string) => void;
}

/** The encoding that something was read with, and what is wrong with it. */
export function EncodingChoice({ encoding, problem, onEncoding }: EncodingChoiceProps) {
  return (
    <div className="import-encoding">
      <FieldRow label="Encoding">
        {(id) => <Choice id={id} value={encoding} options={ENCODINGS} onChange={onEncoding} />}
      </FieldRow>
      {problem === null ? null : <span className="problem">{problem}</span>}
    </div>
  );
}

/** The encoding that a file was read with, and how sure that is; another one reads it again. */
export function Encoding({
  item: { encoding, certainty },
  onEncoding,
}: {
  readonly item: ArticleItem;
  readonly onEncoding: (encoding: string) => void;
}) {
  const problem =
    certainty.type === 'guess'
      ? `Encoding is a guess (${encodingName(encoding)}, ${certainty.percent} %). Check the preview.`
      : certainty.type === 'damaged'
        ? `The file ${describeDamage(certainty)}. The text has � there, and is imported so only if you choose it.`
        : null;
  return <EncodingChoice encoding={encoding} problem={problem} onEncoding={onEncoding} />;
}
