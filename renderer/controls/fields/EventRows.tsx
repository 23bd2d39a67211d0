import { showHidden } from '#core/guards/labels.ts';

import { NEW_EVENT } from '../../model/forms/article-form.ts';
import { useAppState } from '../use-workspace.ts';
import { Choice } from './Choice.tsx';
import { FieldRow } from './Field.tsx';
import { TextInput } from './TextInput.tsx';

interface EventRowsProps {
  /** Id of an event, `NEW_EVENT`, or empty for none. */
  readonly event: string;
  readonly newEvent: string;
  /** A new event must have a name. */
  readonly isNameRequired?: boolean;
  readonly onChange: (patch: { readonly event: string } | { readonly newEvent: string }) => void;
}

/** Rows of a `form-grid`: the event that articles belong to, or the name of a new one. */
export function EventRows({ event, newEvent, isNameRequired, onChange }: EventRowsProps) {
  const events = useAppState((state) => state.library.events);
  return (
    <>
      <FieldRow label="Event">
        {(id) => (
          <Choice
            id={id}
            value={event}
            options={[
              ['', 'No event'],
              ...events.map(({ id: each, title }) => [each, showHidden(title)] as const),
              [NEW_EVENT, 'New event…'],
            ]}
            onChange={(chosen) => {
              onChange({ event: chosen });
            }}
          />
        )}
      </FieldRow>
      {event === NEW_EVENT ? (
        <FieldRow label="New event’s name">
          {(id) => (
            <TextInput
              id={id}
              limit={1000}
              required={isNameRequired}
              value={newEvent}
              onChange={(written) => {
                onChange({ newEvent: written });
              }}
            />
          )}
        </FieldRow>
      ) : null}
    </>
  );
}
