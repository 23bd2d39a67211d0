import { useState } from 'react';

import { bridge } from '../../bridge.ts';

/** Copies what is listed above it. */
export function CopyList({
  lines,
  words = 'Copy list',
}: {
  readonly lines: readonly string[];
  readonly words?: string;
}) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      onClick={() => {
        void bridge.invoke('clipboard:write', { text: lines.join('\n') }).then(({ ok }) => {
          setCopied(ok);
        });
      }}
    >
      {copied ? 'Copied' : words}
    </button>
  );
}
