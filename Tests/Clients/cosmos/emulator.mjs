// Cosmos DB's stand-in on a free port, which it tells as a line of JSON; it ends with its standard input.
// What @vercel/cosmosdb-server lacks is put in place of its own handlers: 404 for a missing document, the query plan,
// queries over all partitions (and within one: it would search all), its own address over plain HTTP, more than 61
// databases, and a second of trouble on demand. A line of JSON such as {"trouble":[429,449]} makes the next requests for documents end like that,
// with "after" for the pause in milliseconds that they ask for. It tells how many requests came and what the last one was authorized by.
import { createRequire } from 'node:module';
import readline from 'node:readline';

const require = createRequire(import.meta.url);
const part = name => require(`@vercel/cosmosdb-server/lib/${name}`);
const json = part('json').default;
const operations = part('handler/_document-operations');
const header = (request, name) => request.headers[`x-ms-${name}`];

const trouble = [];
const counts = {};
let after = 20;
let authorization = '';

/** Handles a request for documents, unless trouble was asked for. */
const handles = (file, what, handle) => {
  const module = part(`handler/${file}`);
  const inner = handle ?? module.default;
  module.default = (account, request, response, parameters) => {
    const isPlan = header(request, 'cosmos-is-query-plan-request');
    if (!isPlan) counts[what] = (counts[what] ?? 0) + 1;
    authorization = decodeURIComponent(request.headers.authorization ?? '');
    if (isPlan || !trouble.length) return inner(account, request, response, parameters);
    response.statusCode = trouble.shift();
    response.setHeader('x-ms-retry-after-ms', String(after));
    return { code: 'Trouble', message: 'Asked for by the test.' };
  };
};

handles('create-document', 'create');
handles('upsert-document', 'upsert');
handles('replace-document', 'replace');
handles('delete-document', 'delete');

handles('read-document', 'read', (account, request, response, { dbId, collId, docId }) => {
  const result = operations.readOperation(
    account.database(dbId).collection(collId), { partitionKey: header(request, 'documentdb-partitionkey'), id: docId });
  response.statusCode = result.statusCode;
  return result.body;
});

const plan = {
  partitionedQueryExecutionInfoVersion: 2,
  queryInfo: {
    distinctType: 'None', top: null, offset: null, limit: null, orderBy: [], orderByExpressions: [], groupByExpressions: [],
    groupByAliases: [], aggregates: [], groupByAliasToAggregateType: {}, rewrittenQuery: '', hasSelectValue: false,
  },
  queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
};

handles('query-documents', 'query', async (account, request, response, { dbId, collId }) => {
  if (header(request, 'cosmos-is-query-plan-request')) return plan;
  const { query, parameters } = await json(request);
  const { documents } = account.database(dbId).collection(collId);
  const key = header(request, 'documentdb-partitionkey');
  const partition = key && JSON.parse(key)[0];
  const all = [...documents._data.values()].map(item => item.read());
  const token = header(request, 'continuation');
  const found = documents._getQuery(query).exec(
    typeof partition === 'string' ? all.filter(d => d.partition === partition) : all,
    { parameters, maxItemCount: Number(header(request, 'max-item-count')) || null, continuation: token ? JSON.parse(token) : null });
  if (found.continuation) response.setHeader('x-ms-continuation', JSON.stringify(found.continuation));
  response.setHeader('x-ms-item-count', String(found.result.length));
  return { _rid: '', Documents: found.result, _count: found.result.length };
});

// Ids made of a database's number end up in addresses: those with a '+' or '/' (its 62nd, its 63rd) would not be found.
const databases = part('account/databases').default.prototype;
const rid = databases._rid;
databases._rid = function (number) {
  return rid.call(this, Math.floor((number - 1) / 61) * 64 + (number - 1) % 61 + 1);
};

const meta = part('handler/read-meta');
meta.default = (account, request) => {
  const here = [{ name: 'here', databaseAccountEndpoint: `http://${request.headers.host}/` }];
  return { ...account.read(), writableLocations: here, readableLocations: here };
};

const server = require('@vercel/cosmosdb-server').createHttpServer({ keepAlive: true });
server.keepAliveTimeout = 0;
const tell = what => console.log(JSON.stringify(what));
server.listen(0, '127.0.0.1', () => tell({ port: server.address().port }));

readline.createInterface({ input: process.stdin })
  .on('line', line => {
    const asked = JSON.parse(line);
    trouble.push(...(asked.trouble ?? []));
    after = asked.after ?? 20;
    tell({ counts: { ...counts }, trouble: trouble.length, authorization });
  })
  .on('close', () => process.exit());
