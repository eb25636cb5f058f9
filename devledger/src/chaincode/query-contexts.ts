// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';

import { peer } from '@hyperledger/fabric-protos';

/** Records in one message between peer and chaincode (core/chaincode: MaxResultLimit). */
const MESSAGE_LIMIT = 100;

/** Records that one query may return at all (core.yaml: ledger.state.totalQueryLimit). */
const TOTAL_LIMIT = 100_000;

/** A running query: hands out encoded results. */
export interface QuerySource {
  /** The next result, or undefined at the end. */
  next(): Uint8Array | undefined;
  /** Where the next page starts; empty at the end. Ends the query. */
  bookmark(): string;
}

interface QueryContext {
  readonly source: QuerySource;
  readonly pending: Uint8Array[];
  total: number;
}

/** How a query is paged on the caller's wish. */
export interface Paging {
  /** At most this many records; 0: no limit but Fabric's. */
  readonly pageSize: number;
}

/** The running queries of one transaction, answered in messages of 100 records as a peer does. */
export class QueryContexts {
  readonly #contexts = new Map<string, QueryContext>();

  /**
   * Starts a query and answers its first message.
   *
   * @param paging - set where the chaincode asked for a page; then the first message is the only one
   */
  open(source: QuerySource, paging?: Paging): peer.QueryResponse {
    const id = randomUUID();
    const context: QueryContext = { source, pending: [], total: 0 };
    this.#contexts.set(id, context);
    if (paging === undefined) return this.#message(id, context);
    const wanted = paging.pageSize > 0 ? Math.min(paging.pageSize, TOTAL_LIMIT) : TOTAL_LIMIT;
    return this.#page(id, context, wanted);
  }

  /**
   * The next message of a query.
   *
   * @throws Error with Fabric's text for an unknown query
   */
  next(id: string): peer.QueryResponse {
    const context = this.#contexts.get(id);
    if (context === undefined) throw new Error('query iterator not found');
    return this.#message(id, context);
  }

  /** Ends a query; an unknown one is ended already. */
  close(id: string): peer.QueryResponse {
    this.#contexts.delete(id);
    return response(id, [], false);
  }

  #message(id: string, context: QueryContext): peer.QueryResponse {
    while (context.total < TOTAL_LIMIT) {
      const result = context.source.next();
      if (result === undefined) break;
      context.total += 1;
      const full = context.pending.length === MESSAGE_LIMIT;
      const batch = full ? context.pending.splice(0) : [];
      context.pending.push(result);
      if (full) return response(id, batch, true);
    }
    this.#contexts.delete(id);
    return response(id, context.pending, false);
  }

  #page(id: string, context: QueryContext, wanted: number): peer.QueryResponse {
    while (context.pending.length < wanted) {
      const result = context.source.next();
      if (result === undefined) break;
      context.pending.push(result);
    }
    this.#contexts.delete(id);
    const metadata = new peer.QueryResponseMetadata();
    metadata.setFetchedRecordsCount(context.pending.length);
    metadata.setBookmark(context.source.bookmark());
    const page = response(id, context.pending, false);
    page.setMetadata(metadata.serializeBinary());
    return page;
  }
}

function response(id: string, results: readonly Uint8Array[], hasMore: boolean): peer.QueryResponse {
  const encoded = new peer.QueryResponse();
  encoded.setId(id);
  encoded.setHasMore(hasMore);
  for (const result of results) encoded.addResults().setResultbytes(result);
  return encoded;
}
