// The database. Only the bot's identity gets in: keys are switched off.
param name string
param location string
param secondRegion string
param serverless bool
param maxThroughput int
param principalId string
param workspaceId string

var databaseName = 'campaignbot'

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: name
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
    // A person's message is read back by whichever instance takes the next one: the session's token does not travel with it.
    consistencyPolicy: { defaultConsistencyLevel: 'Strong' }
    locations: concat(
      [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }],
      empty(secondRegion) ? [] : [{ locationName: secondRegion, failoverPriority: 1, isZoneRedundant: false }]
    )
    enableAutomaticFailover: !empty(secondRegion)
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15' = {
  parent: account
  name: databaseName
  properties: {
    resource: { id: databaseName }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
  }
}

// One container for all kinds of documents: each kind's fields that are searched lie beside its body.
resource documents 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = {
  parent: database
  name: 'documents'
  properties: {
    resource: {
      id: 'documents'
      partitionKey: { paths: ['/partition'], kind: 'Hash', version: 2 }
      // On, with no default: a document says itself when it ends.
      defaultTtl: -1
      // Queries compare the texts under k and nothing else.
      indexingPolicy: { includedPaths: [{ path: '/k/*' }], excludedPaths: [{ path: '/*' }] }
    }
  }
}

// Cosmos DB Built-in Data Contributor: documents, and nothing of the account.
resource access 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-05-15' = {
  parent: account
  name: guid(account.id, principalId, 'data')
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    scope: account.id
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'control'
  scope: account
  properties: {
    workspaceId: workspaceId
    // Not DataPlaneRequests: they would name people's partitions.
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output id string = account.id
output endpoint string = account.properties.documentEndpoint
output database string = database.name
