import { useEffect, useState, type ReactNode } from 'react';

import { REQUESTED_MEASURES, type RequestedMeasure } from '#core/agreement/comparison.ts';
import { COUNT_ORDER, MEASURE_NAMES } from '#core/agreement/report-html-names.ts';
import { matchesInWords, summarizeCounts } from '#core/agreement/report-words.ts';
import type { DescribedComparison } from '#core/agreement/report.ts';
import type { AgreementFormat, AgreementRequest, AgreementSaved } from '#core/ipc-contract.ts';
import { showHidden } from '#core/labels.ts';

import { bridge } from '../bridge.ts';
import { Dialog } from '../chrome/Dialog.tsx';
import type { ArticleModel } from '../state/article-model.ts';
import { asSentence, countOf, exportErrorSentence } from '../state/messages.ts';
import { useAppState, useWorkspace } from '../state/use-workspace.ts';
import {
  countLabel,
  figureCell,
  foundRows,
  listedItems,
  matchesByArticle,
  namedRows,
  requestedRows,
  shownNames,
  type FigureCell,
  type FigureRow,
  type WindowPair,
} from './agreement-view.ts';
import { listItems } from './reviewing.ts';
import { useAgreement, type ShownAgreement } from './use-agreement.ts';

type Scope = AgreementRequest['scope']['type'];

/** How well annotators agree on the article or its event, and the report as a file. */
export function AgreementSheet({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const blind = useAppState((state) => state.isBlind);
  const version = useAppState((state) => state.articleVersion);
  const [scope, setScope] = useState<Scope>('article');
  const [measures, setMeasures] = useState<readonly RequestedMeasure[]>([]);
  const { event } = article.summary.details;
  const eventTitle = events.find(({ id }) => id === event)?.title;
  const request: AgreementRequest = {
    scope: scope === 'article' ? { type: scope, articleId: article.id } : { type: scope, event },
    measures: [...measures],
    blind,
  };
  const { shown, problem, isWaiting } = useAgreement(request, { version, delay: 0, stops: true });
  const isLate = useLate(isWaiting);
  const close = (): void => {
    workspace.closeDialog();
  };
  return (
    <Dialog
      title="Agreement"
      className="wide"
      onClose={close}
      actions={
        <ExportLine
          request={request}
          isReady={shown !== null && shown.report !== null}
          onClose={close}
        />
      }
    >
      <fieldset className="choices-column">
        <legend>On what</legend>
        <Choice
          isChosen={scope === 'article'}
          onChoose={() => {
            setScope('article');
          }}
        >
          This article: “<bdi>{showHidden(article.summary.details.title)}</bdi>”
        </Choice>
        <Choice
          isChosen={scope === 'event'}
          onChoose={() => {
            setScope('event');
          }}
        >
          {eventTitle === undefined ? (
            'Articles without an event'
          ) : (
            <>
              This event: <bdi>{showHidden(eventTitle)}</bdi>
            </>
          )}
        </Choice>
      </fieldset>
      <details className="more-measures">
        <summary>More measures{measures.length === 0 ? '' : ` (${measures.length})`}</summary>
        <fieldset>
          <legend className="hint">Computed on request; γ can take minutes</legend>
          {REQUESTED_MEASURES.map((measure) => (
            <label key={measure} className="check">
              <input
                type="checkbox"
                checked={measures.includes(measure)}
                onChange={({ target }) => {
                  setMeasures(
                    target.checked
                      ? [...measures, measure]
                      : measures.filter((one) => one !== measure),
                  );
                }}
              />{' '}
              {MEASURE_NAMES[measure]}
            </label>
          ))}
        </fieldset>
      </details>
      {isLate ? (
        <p className="agreement-progress">
          <progress aria-label="Computing the figures" /> Computing the figures…{' '}
          <button
            type="button"
            onClick={() => {
              setMeasures([]);
              void bridge.invoke('agreement:stop', undefined);
            }}
          >
            Stop
          </button>
        </p>
      ) : null}
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {shown ? <Report shown={shown} isStale={isWaiting} /> : null}
    </Dialog>
  );
}

/** Milliseconds that figures may take before it is said that they are being computed. */
const PATIENCE = 1000;

function useLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => {
      setLate(true);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isWaiting]);
  return isLate;
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Choice({ isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label className="check">
      <input type="radio" name="agreement-scope" checked={isChosen} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}

const FORMATS: readonly (readonly [AgreementFormat, string])[] = [
  ['html', 'HTML…'],
  ['csv', 'CSV…'],
  ['json', 'JSON…'],
];

interface ExportLineProps {
  readonly request: AgreementRequest;
  readonly isReady: boolean;
  readonly onClose: () => void;
}

/** Writes the report as a file and says where it is. */
function ExportLine({ request, isReady, onClose }: ExportLineProps) {
  const workspace = useWorkspace();
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const [hideNames, setHideNames] = useState(isAnonymous);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<AgreementSaved | null>(null);
  const [problem, setProblem] = useState('');
  const save = async (format: AgreementFormat): Promise<void> => {
    setBusy(true);
    setDone(null);
    setProblem('');
    const answer = await bridge.invoke('agreement:save', { ...request, format, hideNames });
    setBusy(false);
    if (answer.ok) {
      setDone(answer.value);
      workspace.say(`Exported the report to ${showHidden(answer.value.path)}.`);
    } else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
  };
  return (
    <div className="agreement-export">
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {done ? (
        <p className="hint">
          Exported the report to <bdi>{showHidden(done.path)}</bdi>.{' '}
          <button
            type="button"
            className="link"
            onClick={() => void bridge.invoke('shell:show-export', undefined)}
          >
            Show in folder
          </button>
        </p>
      ) : null}
      <div className="agreement-buttons">
        <label className="check grow">
          <input
            type="checkbox"
            checked={hideNames}
            onChange={({ target }) => {
              setHideNames(target.checked);
            }}
          />{' '}
          Replace names with “annotator 1”, “annotator 2”, …
        </label>
        <span role="group" aria-label="Export the report">
          <span className="hint">{isBusy ? 'Exporting…' : 'Export as'}</span>{' '}
          {FORMATS.map(([format, label]) => (
            <button
              key={format}
              type="button"
              disabled={isBusy || !isReady}
              onClick={() => void save(format)}
            >
              {label}
            </button>
          ))}
        </span>
        <button type="button" className="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}

interface ReportProps {
  readonly shown: ShownAgreement;
  readonly isStale: boolean;
}

function Report({ shown, isStale }: ReportProps) {
  const self = useAppState((state) => state.library.self.id);
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const [chosen, setChosen] = useState(0);
  const { report, annotators, keptBack } = shown;
  const names = shownNames(annotators, self, isAnonymous);
  const nameOf = (id: string): string => showHidden(names.get(id) ?? 'somebody');
  const pair = report?.pairs[chosen] ?? report?.pairs[0];
  if (!report || !pair) {
    return (
      <>
        <p>
          {keptBack.length > 0
            ? 'Blind: their tags are kept from view until an article is marked done.'
            : 'Comparing needs the tags of two people on the same article. Open a colleague’s file first.'}
        </p>
        <LeftOut shown={shown} pair={null} nameOf={nameOf} />
      </>
    );
  }
  return (
    <div className="agreement-report" aria-busy={isStale}>
      {report.pairs.length > 1 ? (
        <>
          <Matrix
            shown={shown}
            pairs={report.pairs}
            nameOf={nameOf}
            chosen={pair}
            onChoose={setChosen}
          />
          <label className="field">
            <span className="field-label">Between</span>
            <select
              value={report.pairs.indexOf(pair)}
              onChange={({ target }) => {
                setChosen(Number(target.value));
              }}
            >
              {report.pairs.map(({ a, b }, index) => (
                <option key={`${a} ${b}`} value={index}>
                  {asSentence(nameOf(a))} and {nameOf(b)}
                </option>
              ))}
            </select>
          </label>
        </>
      ) : null}
      <Pair shown={shown} pair={pair} nameOf={nameOf} />
      {report.group ? <Group shown={shown} /> : null}
      <LeftOut shown={shown} pair={pair} nameOf={nameOf} />
    </div>
  );
}

interface PairProps {
  readonly shown: ShownAgreement;
  readonly pair: WindowPair;
  readonly nameOf: (id: string) => string;
}

const ALL = 'All tags';

function Pair({ shown, pair, nameOf }: PairProps) {
  const workspace = useWorkspace();
  const codebook = useAppState((state) => state.library.codebook);
  const [a, b] = [nameOf(pair.a), nameOf(pair.b)];
  const categoryOf = (id: string) => codebook.categories.find((category) => category.id === id);
  const columns = [...pair.pooled.byCategory, pair.pooled.all].filter(
    ({ counts, category }) => counts.all.length > 0 || category === null,
  );
  const labelOf = ({ category }: Pick<DescribedComparison, 'category'>): string =>
    category === null ? ALL : showHidden(categoryOf(category)?.label ?? category);
  const open = (indexes: readonly number[], words: string): void => {
    const listed = listedItems(pair, indexes, words);
    workspace.closeDialogAnd(() => void listItems(workspace, listed));
  };
  if (pair.pooled.all.counts.all.length === 0) {
    return (
      <p>
        {pair.articles.length === 0
          ? `There is no article that ${a} and ${b} have both read.`
          : `Neither ${a} nor ${b} tagged anything.`}
      </p>
    );
  }
  const bands = columns.map(({ published }) => published?.words ?? '');
  const attributeName = (category: string, attribute: string): string => {
    const known = categoryOf(category)?.attributes.find(({ id }) => id === attribute);
    return `${showHidden(known?.label ?? attribute)}, same value`;
  };
  const requested = requestedRows(columns, shown.request.measures);
  return (
    <>
      <ul className="agreement-words">
        {columns.map((one) => (
          <li key={one.category ?? ''}>
            {summarizeCounts(one.counts, { subject: labelOf(one), a, b })}
          </li>
        ))}
      </ul>
      <Table caption={`${asSentence(a)} and ${b}`} heads={columns.map(labelOf)}>
        <RowGroup title="In counts; each opens its items" columns={columns.length} />
        <tbody>
          {COUNT_ORDER.map((name) => (
            <tr key={name}>
              <th scope="row">{countLabel(name, a, b)}</th>
              {columns.map((one) => {
                const indexes = one.counts[name];
                const words = `${labelOf(one)}, ${countLabel(name, a, b).toLowerCase()}`;
                return (
                  <td key={one.category ?? ''}>
                    {indexes.length === 0 ? (
                      '0'
                    ) : (
                      <button
                        type="button"
                        className="link count-button"
                        aria-label={`${indexes.length.toLocaleString('en')}: ${words}. Show them`}
                        onClick={() => {
                          open(indexes, words);
                        }}
                      >
                        {indexes.length.toLocaleString('en')}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <FigureRows title="Found the same text" rows={foundRows(columns)}>
          {bands.some((words) => words !== '') ? (
            <tr>
              <th scope="row">Published work</th>
              {columns.map(({ category }, place) => (
                <td key={category ?? ''} className="hint">
                  {(bands[place] ?? '').replace(/^Published work: /u, '') || '–'}
                </td>
              ))}
            </tr>
          ) : null}
        </FigureRows>
        <FigureRows
          title="Gave it the same name and details, where both found it"
          rows={namedRows(columns, attributeName)}
        />
        {requested.length > 0 ? <FigureRows title="On request" rows={requested} /> : null}
      </Table>
      {pair.articles.length > 1 ? (
        <Table caption="Article by article" heads={['Matches']}>
          <tbody>
            {matchesByArticle(pair).map(({ article, items, words }) => {
              const title = showHidden(
                shown.articles.find(({ id }) => id === article)?.title ?? '',
              );
              return (
                <tr key={article}>
                  <th scope="row">
                    <bdi>{title}</bdi>
                  </th>
                  <td>
                    {items.length === 0 ? (
                      words
                    ) : (
                      <button
                        type="button"
                        className="link count-button"
                        aria-label={`${words}: ${title}. Show them`}
                        onClick={() => {
                          open(items, `all tags in “${title}”`);
                        }}
                      >
                        {words}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      ) : null}
    </>
  );
}

interface TableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

/** A table that scrolls sideways by itself where the window is narrow. */
function Table({ caption, heads, children }: TableProps) {
  return (
    <div className="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="figures">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

function RowGroup({ title, columns }: { readonly title: string; readonly columns: number }) {
  return (
    <tbody className="row-group">
      <tr>
        <th scope="colgroup" colSpan={columns + 1}>
          {title}
        </th>
      </tr>
    </tbody>
  );
}

interface FigureRowsProps {
  readonly title: string;
  readonly rows: readonly FigureRow[];
  readonly children?: ReactNode;
}

function FigureRows({ title, rows, children }: FigureRowsProps) {
  return (
    <>
      <RowGroup title={title} columns={rows[0]?.cells.length ?? 0} />
      <tbody>
        {rows.map(({ label, cells }, index) => (
          <tr key={index}>
            <th scope="row">{label}</th>
            {cells.map((cell, place) => (
              <td key={place}>
                <Cell cell={cell} />
              </td>
            ))}
          </tr>
        ))}
        {children}
      </tbody>
    </>
  );
}

function Cell({ cell }: { readonly cell: FigureCell | null }) {
  if (!cell) return '–';
  if (cell.type === 'words') return <span className="hint">{cell.words}</span>;
  return (
    <>
      {cell.value} <span className="hint">{cell.basis}</span>
    </>
  );
}

const MATRIX_MEASURES = {
  match: 'Matches',
  exact: 'Exact F1',
  overlap: 'Overlap F1',
  barUAlpha: '|u-α',
  cuAlpha: 'cu-α',
} as const;
type MatrixMeasure = keyof typeof MATRIX_MEASURES;

function matrixCell(measure: MatrixMeasure, one: DescribedComparison): FigureCell | null {
  switch (measure) {
    case 'match': {
      const { match, all } = one.counts;
      if (all.length === 0) return { type: 'words', words: 'Nobody tagged any.' };
      return { type: 'value', value: matchesInWords(match.length, all.length), basis: '' };
    }
    case 'exact':
    case 'overlap':
      return figureCell(one[measure].f1);
    case 'barUAlpha':
    case 'cuAlpha': {
      const figure = one[measure];
      return figure && figureCell(figure);
    }
  }
}

interface MatrixProps {
  readonly shown: ShownAgreement;
  readonly pairs: readonly WindowPair[];
  readonly nameOf: (id: string) => string;
  readonly chosen: WindowPair;
  readonly onChoose: (index: number) => void;
}

/** Every two of three or more people; a cell shows the figures of its pair below. */
function Matrix({ shown, pairs, nameOf, chosen, onChoose }: MatrixProps) {
  const codebook = useAppState((state) => state.library.codebook);
  const [measure, setMeasure] = useState<MatrixMeasure>('match');
  const [category, setCategory] = useState('');
  const people = shown.annotators.map(({ id }) => id);
  const cellOf = (row: string, column: string): ReactNode => {
    if (row === column) return '–';
    const index = pairs.findIndex(
      ({ a, b }) => (a === row && b === column) || (a === column && b === row),
    );
    const pair = pairs[index];
    const one =
      category === ''
        ? pair?.pooled.all
        : pair?.pooled.byCategory.find((each) => each.category === category);
    return (
      <button
        type="button"
        className="link count-button"
        aria-pressed={pair === chosen}
        onClick={() => {
          onChoose(index);
        }}
      >
        <Cell cell={one ? matrixCell(measure, one) : null} />
      </button>
    );
  };
  return (
    <>
      <div className="matrix-choices">
        <select
          aria-label="Measure of the matrix"
          value={measure}
          onChange={({ target }) => {
            setMeasure(target.value as MatrixMeasure);
          }}
        >
          {Object.entries(MATRIX_MEASURES).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <select
          aria-label="Category of the matrix"
          value={category}
          onChange={({ target }) => {
            setCategory(target.value);
          }}
        >
          <option value="">{ALL}</option>
          {codebook.categories.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <Table caption="Every two people" heads={people.map((id) => asSentence(nameOf(id)))}>
        <tbody>
          {people.map((row) => (
            <tr key={row}>
              <th scope="row">{asSentence(nameOf(row))}</th>
              {people.map((column) => (
                <td key={column}>{cellOf(row, column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** Three or more people as one group. */
function Group({ shown: { report, request } }: { readonly shown: ShownAgreement }) {
  const codebook = useAppState((state) => state.library.codebook);
  if (!report?.group) return null;
  const { annotators, articles, tags, pooled } = report.group;
  const columns = [...pooled.byCategory, pooled.all].filter(
    ({ barUAlpha, category }) => barUAlpha.of > 0 || category === null,
  );
  const heads = columns.map(({ category }) =>
    category === null
      ? ALL
      : showHidden(codebook.categories.find(({ id }) => id === category)?.label ?? category),
  );
  const rows: FigureRow[] = [
    { label: '|u-α', cells: columns.map(({ barUAlpha }) => figureCell(barUAlpha)) },
    { label: 'cu-α', cells: columns.map(({ cuAlpha }) => cuAlpha && figureCell(cuAlpha)) },
    ...requestedRows(columns, request.measures),
  ];
  return (
    <Table caption={`All ${annotators.length} people together`} heads={heads}>
      <FigureRows
        title={`${countOf(tags.length, 'tag')} in ${countOf(articles.length, 'article')} that all have read`}
        rows={rows}
      />
    </Table>
  );
}

interface LeftOutProps {
  readonly shown: ShownAgreement;
  readonly pair: WindowPair | null;
  readonly nameOf: (id: string) => string;
}

/** Everything that the figures do not count, by name. */
function LeftOut({ shown, pair, nameOf }: LeftOutProps) {
  const titleOf = (id: string): string =>
    `“${showHidden(shown.articles.find((one) => one.id === id)?.title ?? '')}”`;
  const coverage = shown.report?.articles ?? [];
  const lines = [
    ...shown.keptBack.map(
      ({ title }) => `“${showHidden(title)}”: kept back until it is marked done.`,
    ),
    ...(pair?.leftOutArticles ?? []).map(
      (id) =>
        `${titleOf(id)}: not read by both ${nameOf(pair?.a ?? '')} and ${nameOf(pair?.b ?? '')}.`,
    ),
    ...coverage.flatMap(({ article, boilerplate, excludedTags, clippedTags }) => {
      if (boilerplate === 0) return [];
      const parts = [
        `${countOf(boilerplate, 'character')} of boilerplate`,
        ...(excludedTags.length > 0 ? [`${countOf(excludedTags.length, 'tag')} wholly in it`] : []),
        ...(clippedTags.length > 0
          ? [`the part within it of ${countOf(clippedTags.length, 'tag')}`]
          : []),
      ];
      return [`${titleOf(article)}: ${parts.join(', ')}.`];
    }),
  ];
  const merged = pair?.pooled.all.mergedUnits ?? 0;
  if (merged > 0) {
    lines.push(
      `For u-α and α_U, ${countOf(merged, 'stretch', 'stretches')} overlapping another one of the same person and category ${merged === 1 ? 'was' : 'were'} joined with it.`,
    );
  }
  if (lines.length === 0) return null;
  return (
    <section aria-label="Left out">
      <h3 className="field-label">Left out</h3>
      <ul className="agreement-words">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
