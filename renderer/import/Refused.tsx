import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import type { RefusedItem } from '../model/forms/import-form.ts';
import { CopyList } from './reading/CopyList.tsx';

/** Reasons that are shown before somebody asks for all of them. */
const SHOWN = 20;

/** Files that cannot be opened, and why. */
export function Refused({ refused }: { readonly refused: readonly RefusedItem[] }) {
  const [isWhole, setWhole] = useState(refused.length <= SHOWN);
  return (
    <section className="import-card is-refused" aria-label="Refused">
      <h3>{countOf(refused.length, 'file')} cannot be opened</h3>
      <ul>
        {(isWhole ? refused : refused.slice(0, SHOWN)).map((item) => (
          <li key={item.key}>{showHidden(item.reason)}</li>
        ))}
      </ul>
      {isWhole ? null : (
        <button
          type="button"
          onClick={() => {
            setWhole(true);
          }}
        >
          Show all {refused.length.toLocaleString('en')}
        </button>
      )}
      <CopyList lines={refused.map(({ reason }) => reason)} />
    </section>
  );
}
