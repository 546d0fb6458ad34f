import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { markPassage, readPassage } from './passage';

describe('the passage', () => {
  it('is read back from what the gate wrote, over what the client wrote', () => {
    const request = new IncomingMessage(new Socket());
    request.headers = { 'x-assay-address': '6.6.6.6', 'x-request-id': 'forged' };
    request.rawHeaders = ['X-Assay-Address', '6.6.6.6', 'Accept', '*/*'];
    markPassage(request, { requestId: 'r', address: '192.0.2.7' }, 'https://assay.example');
    const headers = new Headers();
    for (let at = 0; at < request.rawHeaders.length; at += 2)
      headers.append(request.rawHeaders[at] ?? '', request.rawHeaders[at + 1] ?? '');
    expect(readPassage(headers)).toEqual({ requestId: 'r', address: '192.0.2.7' });
    expect(headers.get('x-forwarded-proto')).toBe('https');
    expect(headers.get('accept')).toBe('*/*');
  });

  it('is nobody else’s to write', () => {
    const headers = { 'x-assay-gate': 'guess', 'x-request-id': 'r', 'x-assay-address': '6.6.6.6' };
    expect(readPassage(new Headers(headers))).toBeNull();
    expect(readPassage(new Headers())).toBeNull();
  });
});
