import { useEffect, useState } from 'react';

import { fromJsonText } from '#core/guards/transfer.ts';
import type { Block } from '#core/sources/reading.ts';

import { bridge } from '../../bridge.ts';
import { importErrorSentence } from '../../model/state/messages.ts';

/** The blocks of one article of a preview. */
export type ReadBlocks =
  | { readonly type: 'reading' }
  | { readonly type: 'read'; readonly blocks: readonly Block[] }
  | { readonly type: 'failed'; readonly problem: string };

/** Asks for every block of one article; again where it is another one. */
export function useBlocks(token: string, key: string): ReadBlocks {
  const [answered, setAnswered] = useState<{ key: string; read: ReadBlocks } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void bridge.invoke('import:blocks', { token, key }).then((answer) => {
      if (!isWanted) return;
      const read: ReadBlocks = answer.ok
        ? { type: 'read', blocks: fromJsonText(answer.value.blocks) }
        : { type: 'failed', problem: importErrorSentence(answer.error) };
      setAnswered({ key, read });
    });
    return () => {
      isWanted = false;
    };
  }, [token, key]);
  return answered?.key === key ? answered.read : { type: 'reading' };
}
