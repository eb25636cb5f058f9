// SPDX-License-Identifier: Apache-2.0

/** What nodes log, as environment: INFO, but not every gRPC call, and without colours, which spoil log files. */
export const NODE_LOGGING = {
  FABRIC_LOGGING_SPEC: 'info:grpc=error:comm.grpc.server=warning',
  FABRIC_LOGGING_FORMAT:
    '%{time:2006-01-02T15:04:05.000Z07:00} %{level:.4s} [%{module}] %{shortfunc} -> %{message} %{id:04x}',
} as const;
