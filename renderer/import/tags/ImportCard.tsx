import type { ReactNode } from 'react';

import { showHidden } from '#core/guards/labels.ts';

import { Check } from '../../controls/fields/Check.tsx';
import type { ImportChoice } from '../../model/forms/import-form.ts';

/** What the card of one file is given. */
export interface CardProps<T> {
  readonly item: T;
  readonly choice: ImportChoice;
  readonly onChange: (patch: Partial<ImportChoice>) => void;
}

/** The frame of a file's card: its name, whether it comes in, and a word or two on what it is. */
export function ImportCard({
  item,
  choice,
  onChange,
  kind,
  isShort = false,
  children,
}: CardProps<{ readonly name: string }> & {
  /** One of many, in as little space as there can be. */
  readonly isShort?: boolean;
  readonly kind: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={isShort ? 'import-card is-short' : 'import-card'} aria-label={item.name}>
      <header className="import-card-head">
        <Check
          isChecked={choice.action === 'import'}
          onChange={(isChecked) => {
            onChange({ action: isChecked ? 'import' : 'skip' });
          }}
        >
          <bdi>{showHidden(item.name)}</bdi>
        </Check>
        <span className="hint">{kind}</span>
      </header>
      {children}
    </section>
  );
}
