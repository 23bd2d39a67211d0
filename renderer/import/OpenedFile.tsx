import type { ImportItem } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';

import { choiceOf, sourceKeyOf, type ImportForm } from '../model/forms/import-form.ts';
import { AnnotationsCard } from './tags/AnnotationsCard.tsx';
import { ArticleCard } from './ArticleCard.tsx';
import { ReadingView } from './reading/ReadingView.tsx';
import { Columns } from './reading/SourceOptions.tsx';
import type { CardChanges } from './reading/use-import.ts';

interface OpenedProps {
  readonly token: string;
  readonly form: ImportForm;
  readonly item: ImportItem;
  readonly changes: CardChanges;
}

/** One file of many, as it is when it is opened alone. */
export function OpenedFile({ token, form, item, changes }: OpenedProps) {
  const choice = choiceOf(form, item);
  switch (item.type) {
    case 'article':
      return item.reading ? (
        <ReadingView
          key={`${item.reading.source} ${item.reading.item ?? ''}`}
          {...{ token, form, item, changes }}
        />
      ) : (
        <ArticleCard
          item={item}
          choice={choice}
          isShort={false}
          shared={form}
          onChange={(patch) => {
            changes.change(item, patch);
          }}
          onEncoding={(encoding) => void changes.redecode(item, encoding)}
        />
      );
    case 'annotations':
      return (
        <AnnotationsCard
          item={item}
          choice={choice}
          onChange={(patch) => {
            changes.change(item, patch);
          }}
          onDecide={(patch) => void changes.reconsider(item, patch)}
          onEncoding={(encoding) => void changes.redecode(item, encoding)}
        />
      );
    case 'refused': {
      const source = form.sources.find(({ key }) => key === sourceKeyOf(item));
      return (
        <>
          <p className="problem">{showHidden(item.reason)}</p>
          {source?.columns ? (
            <Columns
              source={source}
              columns={source.columns}
              onOptions={(options) => void changes.reread(source, options)}
            />
          ) : null}
        </>
      );
    }
  }
}
