import { useState } from 'react';

import type { ReceiptSummary, ShownReceipt } from '#core/contract/articles.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { bridge } from '../bridge.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import {
  asSentence,
  dayAndTime,
  isRequestError,
  requestErrorSentence,
} from '../model/state/messages.ts';
import { partInWords } from '../model/forms/reading-form.ts';
import { checkInWords, followsFrom } from '../model/article/receipt-words.ts';

type ReadSummary = Extract<ReceiptSummary, { type: 'read' }>;

/** How the text of an article came out of its files, and whether it still follows from them. */
export function Receipts({ article }: { readonly article: ArticleModel }) {
  const { receipts } = article;
  const { checks, problem, isChecking, check } = useChecks(article.id);
  if (receipts.length === 0) return null;
  return (
    <section className="articles-receipts" aria-label="Receipt">
      {receipts.map((each) =>
        each.type === 'read' ? (
          <OneReceipt key={each.receipt} articleId={article.id} receipt={each} />
        ) : (
          <p key={each.receipt} className="problem">
            A receipt of this article is {each.reason}. Its text and your tags are not touched by
            it.
          </p>
        ),
      )}
      <div className="articles-receipt-check">
        <button type="button" disabled={isChecking} onClick={() => void check()}>
          {isChecking ? 'Reading…' : 'Read the original again'}
        </button>
        <div role="status">
          {receipts.map(({ receipt }) => {
            const found = checks.get(receipt);
            if (!found) return null;
            return (
              <p key={receipt} className={followsFrom(found) ? '' : 'problem'}>
                {checkInWords(found)}
              </p>
            );
          })}
          {problem === '' ? null : <p className="problem">{problem}</p>}
        </div>
      </div>
    </section>
  );
}

/** Reads the originals once more when it is asked for. */
function useChecks(articleId: string) {
  const [checks, setChecks] = useState<ReadonlyMap<string, Parameters<typeof checkInWords>[0]>>(
    new Map(),
  );
  const [problem, setProblem] = useState('');
  const [isChecking, setChecking] = useState(false);
  const check = async (): Promise<void> => {
    setChecking(true);
    const answer = await bridge.invoke('articles:check-receipts', { articleId });
    setChecking(false);
    if (answer.ok) setChecks(new Map(answer.value.map((each) => [each.receipt, each.check])));
    setProblem(
      answer.ok
        ? ''
        : isRequestError(answer.error)
          ? requestErrorSentence(answer.error)
          : 'The original could not be read again. Nothing was changed.',
    );
  };
  return { checks, problem, isChecking, check };
}

function OneReceipt({ articleId, receipt }: { articleId: string; receipt: ReadSummary }) {
  const { name, item, reader, imported, sha256, size, kept, leftOut, warnings } = receipt;
  return (
    <dl className="articles-facts">
      <dt>File</dt>
      <dd>
        <bdi>{showHidden(name)}</bdi>
        {item === null ? '' : `, ${showHidden(item)}`}: {reader.title}, {countOf(size, 'byte')}
      </dd>
      <dt>Read by</dt>
      <dd>
        {reader.name}, version {reader.version}, on {dayAndTime(imported)}
      </dd>
      <dt>SHA-256 of the file</dt>
      <dd className="mono">{sha256}</dd>
      <dt>In the text</dt>
      <dd>
        {countOf(kept.blocks, 'block')}, {countOf(kept.words, 'word')}
      </dd>
      <dt>Left out</dt>
      <dd>
        {leftOut.length === 0
          ? 'Nothing'
          : leftOut
              .map(
                ({ part, words }) =>
                  `${partInWords(part === 'article' ? 'by-hand' : part)}: ${countOf(words, 'word')}`,
              )
              .join(', ')}
      </dd>
      {warnings.map((warning) => (
        <div key={warning} className="articles-fact-row">
          <dt>To know</dt>
          <dd>{showHidden(warning)}</dd>
        </div>
      ))}
      <WholeReceipt articleId={articleId} receipt={receipt.receipt} />
    </dl>
  );
}

/** What was left out with its reasons, and where each detail was read; asked for when it is opened. */
function WholeReceipt({ articleId, receipt }: { articleId: string; receipt: string }) {
  const [whole, setWhole] = useState<ShownReceipt | null>(null);
  const [problem, setProblem] = useState('');
  const open = async (): Promise<void> => {
    if (whole) return;
    const answer = await bridge.invoke('articles:receipt', { articleId, receipt });
    if (answer.ok) setWhole(answer.value);
    else setProblem('The receipt could not be read. The text and your tags are not touched by it.');
  };
  return (
    <details className="articles-receipt-whole" onToggle={() => void open()}>
      <summary>What was left out and why, and where details were read</summary>
      {problem === '' ? null : <p className="problem">{problem}</p>}
      {whole ? (
        <>
          <ul className="plain-list">
            {Object.entries(whole.details).map(([name, detail]) => (
              <li key={name}>
                {asSentence(name)}: <bdi>{showHidden(detail.value)}</bdi>{' '}
                <span className="hint">({showHidden(detail.from)})</span>
              </li>
            ))}
          </ul>
          <ul className="plain-list articles-receipt-blocks">
            {whole.leftOut.map((block, index) => (
              <li key={index}>
                <span className="hint">
                  {partInWords(block.part === 'article' ? 'by-hand' : block.part)} —{' '}
                  {showHidden(block.why)} ({showHidden(block.place)})
                </span>
                <bdi className="articles-receipt-words">{showHidden(block.text)}</bdi>
              </li>
            ))}
            {whole.unlisted > 0 ? <li>and {countOf(whole.unlisted, 'more block')}</li> : null}
          </ul>
        </>
      ) : null}
    </details>
  );
}
