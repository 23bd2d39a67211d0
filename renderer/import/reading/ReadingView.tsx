// One page or document, read: what is its text, what is left out, and what is known of it.
import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../../controls/fields/Check.tsx';
import {
  choiceOf,
  sourceKeyOf,
  type ArticleItem,
  type ImportForm,
} from '../../model/forms/import-form.ts';
import { versionInWords, warningsToShow } from '../../model/forms/import-rows.ts';
import { ReadingDetails } from './ReadingDetails.tsx';
import { ReadingLists } from './ReadingLists.tsx';
import { Columns, Joined, NoArticles, SourceEncoding, Tracked } from './SourceOptions.tsx';
import { useBlocks } from './use-blocks.ts';
import type { CardChanges } from './use-import.ts';
import './reading.css';

interface ReadingProps {
  readonly token: string;
  readonly form: ImportForm;
  readonly item: ArticleItem;
  readonly changes: CardChanges;
}

/** To be given a key of its own for each article. */
export function ReadingView({ token, form, item, changes }: ReadingProps) {
  const choice = choiceOf(form, item);
  const read = useBlocks(token, item.key);
  // Whoever reads it in another way goes on where that was chosen.
  const [opened] = useState(item.key);
  return (
    <div className="import-reading">
      <SourceFacts form={form} item={item} changes={changes} />
      <ReadingDetails
        item={item}
        choice={choice}
        shared={form}
        onChange={(patch) => {
          changes.change(item, patch);
        }}
      />
      {read.type === 'read' ? (
        <ReadingLists
          key={item.key}
          takesFocus={item.key === opened}
          item={item}
          blocks={read.blocks}
          choice={choice}
          onChange={(patch) => {
            changes.change(item, patch);
          }}
        />
      ) : (
        <div className="import-reading-lists empty">
          {read.type === 'reading' ? (
            <p>Reading…</p>
          ) : (
            <p role="alert" className="problem">
              {read.problem}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** What the file is, how it was read, and what should be known of it before it is taken in. */
function SourceFacts({ form, item, changes }: Omit<ReadingProps, 'token'>) {
  const source = form.sources.find(({ key }) => key === sourceKeyOf(item));
  const { reading } = item;
  if (!source || !reading) return null;
  const onOptions = (options: typeof source.options): void => {
    void changes.reread(source, options);
  };
  return (
    <div className="import-reading-facts-of-file">
      <div className="import-reading-file">
        <p>
          <bdi>{showHidden(item.name)}</bdi>{' '}
          <span className="hint">
            {source.reader.title}, {countOf(Math.max(1, Math.ceil(item.size / 1024)), 'kB', 'kB')}
          </span>
        </p>
        <SourceEncoding source={source} onOptions={onOptions} />
      </div>
      {reading.tracked ? (
        <Tracked source={source} tracked={reading.tracked} onOptions={onOptions} />
      ) : null}
      {source.columns ? (
        <Columns source={source} columns={source.columns} onOptions={onOptions} />
      ) : null}
      <LikeOthers form={form} item={item} changes={changes} />
      {warningsToShow(reading).map((warning) => (
        <p key={warning} className="notice-line">
          {showHidden(warning)}
        </p>
      ))}
      <Joined joined={reading.joined} />
      <NoArticles leftOut={source.leftOut} />
    </div>
  );
}

/** That its text is here already, or that it is another version of what is here. */
export function LikeOthers({ form, item, changes }: Omit<ReadingProps, 'token'>) {
  const { duplicateOf, sameTextAs, versionOf } = item;
  const other = form.items.find(({ key }) => key === sameTextAs);
  if (duplicateOf) {
    return (
      <p className="notice-line">
        Same text as “<bdi>{showHidden(duplicateOf.title)}</bdi>”. Importing it adds this file’s
        name to that article and no second copy.
      </p>
    );
  }
  if (other) {
    return (
      <p className="notice-line">
        Same text as <bdi>{showHidden(other.name)}</bdi>. Both become one article with two files.
      </p>
    );
  }
  if (!versionOf) return null;
  return (
    <div className="notice-line">
      <Check
        isChecked={choiceOf(form, item).isVersion}
        onChange={(isVersion) => {
          changes.change(item, { isVersion });
        }}
      >
        <bdi>{showHidden(versionInWords(versionOf))}</bdi>. They stand together, neither replaces
        the other
        {versionOf.tags > 0
          ? `, and your ${countOf(versionOf.tags, 'tag')} there ${versionOf.tags === 1 ? 'is' : 'are'} carried over`
          : ''}
        .
      </Check>
    </div>
  );
}
