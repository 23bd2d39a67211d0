import { showHidden } from '#core/guards/labels.ts';

import { partsOfMessage } from '../model/state/messages.ts';

/** A message in which an article's words are set off by how they are drawn, not by marks. */
export function SetOff({ message }: { readonly message: string }) {
  return partsOfMessage(message).map((part, index) =>
    index % 2 === 0 ? (
      showHidden(part)
    ) : (
      <bdi key={index} className="article-words">
        {part}
      </bdi>
    ),
  );
}
