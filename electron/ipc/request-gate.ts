import { QUESTIONS } from '#core/contract/contract.ts';
import type { Channel } from '#core/contract/channels.ts';
import { err, type Result } from '#core/result.ts';
import type { RequestError } from '#core/contract/bootstrap.ts';

import type { Handlers } from './handlers.ts';
import { NoGestureError } from '../shell/gestures.ts';
import { isOwnAddress } from '../shell/security.ts';

/** Most questions that may wait for their answers; a flood beyond them is answered with an error. */
export const WAITING_LIMIT = 1000;

/** Largest question: UTF-16 units of all its strings, and 8 for every value in it. */
export const PAYLOAD_LIMIT = 48 * 1024 * 1024;

/** Who asks, as far as it matters. */
export interface Sender {
  /** Address of the asking frame; `null` when the frame is gone. */
  readonly address: string | null;
  readonly isMainFrame: boolean;
  readonly isOurWindow: boolean;
}

/** Whether the asking frame is our page in our window. */
export function isTrustedSender(sender: Sender): boolean {
  return (
    sender.isOurWindow &&
    sender.isMainFrame &&
    sender.address !== null &&
    isOwnAddress(sender.address)
  );
}

/** Whether a payload is larger than the limit; also ends on a payload that contains itself. */
export function exceedsPayloadLimit(payload: unknown, limit: number): boolean {
  let size = 0;
  const open: unknown[] = [payload];
  while (open.length > 0) {
    const value = open.pop();
    size += typeof value === 'string' ? value.length : 8;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) size += value.byteLength;
    else if (value instanceof Map || value instanceof Set) size += value.size * 8;
    else if (Array.isArray(value)) {
      if (value.length > limit) return true;
      for (const item of value) open.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        size += key.length;
        open.push(item);
      }
    }
    if (size + open.length * 8 > limit) return true;
  }
  return false;
}

/** Every answer of the main process, also to what it refuses. */
export type Answer = Result<unknown, { readonly type: string }>;

/** Lets a question of the window through to its handler, or refuses it. */
export type RequestGate = (channel: Channel, sender: Sender, payload: unknown) => Promise<Answer>;

/**
 * Lets questions through to their handlers: checks who asks, how much and what, and never throws.
 *
 * @param report is told of a handler that threw
 */
export function createRequestGate(
  handlers: Handlers,
  report: (channel: Channel, error: unknown) => void,
): RequestGate {
  let waiting = 0;
  return async (channel, sender, payload) => {
    if (!isTrustedSender(sender)) return refuse({ type: 'bad-request', detail: 'unknown sender' });
    if (waiting >= WAITING_LIMIT) return refuse({ type: 'too-many-requests' });
    if (exceedsPayloadLimit(payload, PAYLOAD_LIMIT)) {
      return refuse({ type: 'bad-request', detail: 'too large' });
    }
    const parsed = QUESTIONS[channel].schema.safeParse(payload);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const place = issue?.path.map(String).join('.') ?? '';
      return refuse({ type: 'bad-request', detail: `${place}: ${issue?.code ?? 'invalid'}` });
    }
    waiting += 1;
    try {
      // The schema of this same channel has just produced the request.
      return await handlers[channel](parsed.data as never);
    } catch (error) {
      if (error instanceof NoGestureError) return refuse({ type: 'no-gesture' });
      report(channel, error);
      return refuse({ type: 'internal', detail: error instanceof Error ? error.name : 'unknown' });
    } finally {
      waiting -= 1;
    }
  };
}

function refuse(error: RequestError): Answer {
  return err(error);
}
