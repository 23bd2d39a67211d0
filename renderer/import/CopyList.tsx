import { useState } from 'react';

import { bridge } from '../bridge.ts';

/** Copies what is listed above it. */
export function CopyList({ lines }: { readonly lines: readonly string[] }) {
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
      {copied ? 'Copied' : 'Copy list'}
    </button>
  );
}
