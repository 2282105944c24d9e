import type { Fact } from '../trace/finding/fact.ts';
import type { Finding } from '../trace/finding/finding.ts';
import { completeText, offsetText, returnedText, userPtrText } from '../trace/run/event-words.ts';

/** Why it came to a finding: what the events say, each thing once, and what is known besides; one line each. */
export function causeLines({ evidence, remarks }: Pick<Finding, 'evidence' | 'remarks'>): readonly string[] {
  return [...new Set(evidence.facts.map(factText)), ...remarks];
}

function factText(fact: Fact): string {
  switch (fact.kind) {
    case 'request.offset':
      return `${offsetText(fact.detail)}; stack ByteOffset = ${fact.detail.byteOffset}`;
    case 'request.userPtr':
      return userPtrText({ isNull: true, ...fact.detail });
    case 'complete':
      return completeText(fact.detail);
    case 'returned':
      return returnedText(fact.detail);
    case 'violation':
      return fact.detail.detail;
    case 'userPtr': {
      const { method, sizeBytes, movedBytes } = fact.detail;
      return `UserPtr.${method}<T>: size of T is ${sizeBytes}, ${movedBytes} bytes moved`;
    }
    case 'bug-check':
      return fact.detail.reason;
  }
}
