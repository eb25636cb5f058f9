// SPDX-License-Identifier: Apache-2.0

/**
 * The gossip part of `core.yaml`. Values without a comment are Fabric's own.
 * @param bootstrap - peers of the same institute
 * @param externalEndpoint - where peers of other institutes and gateways reach this one
 */
export function gossipSection(bootstrap: readonly string[], externalEndpoint: string): unknown {
  return {
    bootstrap,
    externalEndpoint,
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: '5s',
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: '10ms',
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 3,
    pullInterval: '4s',
    pullPeerNum: 3,
    // Other institutes' peers tell by state messages which chaincode they run; a gateway can name endorsers only
    // after it heard that. Shorter than Fabric's 4 s, so that a new definition is usable sooner.
    requestStateInfoInterval: '1s',
    publishStateInfoInterval: '1s',
    publishCertPeriod: '10s',
    dialTimeout: '3s',
    connTimeout: '2s',
    recvBuffSize: 20,
    sendBuffSize: 200,
    digestWaitTime: '1s',
    requestWaitTime: '1500ms',
    responseWaitTime: '2s',
    aliveTimeInterval: '5s',
    aliveExpirationTimeout: '25s',
    // Also how often a peer tries the anchor peers of others while these are still joining the channel.
    reconnectInterval: '2s',
    maxConnectionAttempts: 120,
    msgExpirationFactor: 20,
    election: {
      startupGracePeriod: '15s',
      membershipSampleInterval: '1s',
      leaderAliveThreshold: '10s',
      leaderElectionDuration: '5s',
    },
    pvtData: {
      pullRetryThreshold: '60s',
      transientstoreMaxBlockRetention: 20_000,
      pushAckTimeout: '3s',
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: '1m',
      reconciliationEnabled: true,
      skipPullingInvalidTransactionsDuringCommit: false,
      // Approvals of a chaincode travel in a private collection of their institute.
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
    },
    state: { enabled: false },
  };
}
