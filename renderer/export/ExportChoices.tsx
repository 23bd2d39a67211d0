import type { ReactNode } from 'react';

import type { ExportPreview } from '#core/contract/export.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check, Radio } from '../controls/fields/Check.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import {
  eventOnScreen,
  formatOf,
  isReturn,
  tagsOptions,
  takesReceipts,
  whoseOptions,
  type ExportForm,
  type OnScreen,
} from '../model/forms/export-form.ts';

/** What each group of choices is given. */
export interface ChoicesProps {
  readonly form: ExportForm;
  readonly onChange: (patch: Partial<ExportForm>) => void;
}

/** Which articles: the one on screen, those of its event, those that are selected, or all. */
export function ScopeChoices({
  form,
  onScreen,
  onChange,
}: ChoicesProps & { readonly onScreen: OnScreen }) {
  const selected = onScreen.articles.length;
  const article = useAppState((state) => state.article);
  const events = useAppState((state) => state.library.events);
  const eventId = eventOnScreen(onScreen);
  const event = events.find(({ id }) => id === eventId);
  const choice = (scope: ExportForm['scope'], words: ReactNode) => (
    <Radio
      name="export-scope"
      isChosen={scope === form.scope}
      onChoose={() => {
        onChange({ scope });
      }}
    >
      {words}
    </Radio>
  );
  return (
    <fieldset className="choices-column">
      <legend>What</legend>
      {selected > 0
        ? choice('articles', `What is chosen in the list: ${countOf(selected, 'article')}`)
        : null}
      {article
        ? choice(
            'article',
            <>
              This article: “<bdi>{showHidden(article.summary.details.title)}</bdi>”
            </>,
          )
        : null}
      {article || event
        ? choice(
            'event',
            event ? (
              <>
                This event: <bdi>{showHidden(event.title)}</bdi>
              </>
            ) : (
              'Articles without an event'
            ),
          )
        : null}
      {choice('all', 'Everything')}
    </fieldset>
  );
}

/** Which tags of these; a return has all of them. */
export function TagsChoice({
  form,
  onScreen,
  onChange,
}: ChoicesProps & { readonly onScreen: OnScreen }) {
  const categories = useAppState((state) => state.library.codebook.categories);
  if (isReturn(form)) return null;
  return (
    <div className="form-grid">
      <FieldRow label="Which tags">
        {(id) => (
          <Choice
            id={id}
            value={form.tags}
            options={tagsOptions(onScreen, categories)}
            onChange={(tags) => {
              onChange({ tags });
            }}
          />
        )}
      </FieldRow>
      {form.tags === 'all' ? null : (
        <p className="form-grid-words hint">
          The file has a part of the tags. Whoever has all of them and imports it is told before the
          part takes their place.
        </p>
      )}
    </div>
  );
}

/** All annotators but the analyst. */
function useOthers() {
  const annotators = useAppState((state) => state.library.annotators);
  const self = useAppState((state) => state.library.self.id);
  return annotators.filter(({ id }) => id !== self);
}

/** Whose tags, where there are others'. */
export function WhoseChoice({ form, onChange }: ChoicesProps) {
  const others = useOthers();
  if (others.length === 0) return null;
  return (
    <div className="form-grid">
      <FieldRow label="Whose tags">
        {(id) => (
          <Choice
            id={id}
            value={form.whose}
            options={whoseOptions(others)}
            onChange={(whose) => {
              onChange({ whose });
            }}
          />
        )}
      </FieldRow>
    </div>
  );
}

/** The format; that of a return cannot be chosen. */
export function FormatChoice({ form, onChange }: ChoicesProps) {
  const { formats } = useWorkspace();
  return (
    <div className="form-grid">
      <FieldRow label="Format">
        {(id) => (
          <Choice
            id={id}
            value={formatOf(form)}
            disabled={isReturn(form)}
            options={formats.map(({ name, title }) => [name, title])}
            onChange={(format) => {
              onChange({ format });
            }}
          />
        )}
      </FieldRow>
    </div>
  );
}

type Switch =
  | 'includeText'
  | 'includeReceipts'
  | 'hideNames'
  | 'includeDecisions'
  | 'includeComments'
  | 'spreadsheet';

/** What the file has besides the tags, as far as its format leaves a choice. */
export function WithChoices({
  form,
  preview,
  onChange,
}: ChoicesProps & { readonly preview: ExportPreview | null }) {
  const { formats } = useWorkspace();
  const hasOthers = useOthers().length > 0;
  const format = formatOf(form);
  const hasReceipts =
    form.includeReceipts || preview?.losses.some(({ kind }) => kind === 'receipts') === true;
  const text = formats.find(({ name }) => name === format)?.text;
  const check = (name: Switch, label: string, hint?: string) => (
    <Check
      isChecked={form[name]}
      onChange={(isChecked) => {
        onChange({ [name]: isChecked });
      }}
    >
      {label}
      {hint === undefined ? null : <span className="hint"> — {hint}</span>}
    </Check>
  );
  return (
    <fieldset className="choices-column">
      <legend>With</legend>
      {text === 'optional' ? (
        check(
          'includeText',
          'Include article text',
          'without it the file has hashes and the quoted words only',
        )
      ) : (
        <p className="hint">
          {text === 'always'
            ? 'This format always has the articles’ texts.'
            : 'This format never has the articles’ texts.'}
        </p>
      )}
      {hasReceipts && takesReceipts(form)
        ? check(
            'includeReceipts',
            'Include receipts and originals',
            'how texts came out of pages and documents; these go into a folder beside the file',
          )
        : null}
      {check('hideNames', 'Replace names with “annotator 1”, “annotator 2”, …')}
      {hasOthers && !isReturn(form) ? check('includeDecisions', 'Include decisions') : null}
      {hasOthers ? check('includeComments', 'Include comments') : null}
      {format === 'csv'
        ? check('spreadsheet', 'For spreadsheet programs', 'with the mark by which they know UTF-8')
        : null}
    </fieldset>
  );
}
