// The program itself, on Container Apps.
param name string
param location string
param image string
param registryName string
param identityId string
param identityClientId string
param instances { min: int, max: int, cpu: string, memory: string, at: int }
param publicUrl string
param vaultUri string
param secretNames string[]
param settings object
param workspaceId string
param insightsName string
param otlpEndpoint string

var port = 8080

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: last(split(workspaceId, '/'))
}

resource environment 'Microsoft.App/managedEnvironments@2024-10-02-preview' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
    // The environment's own agent takes OTLP from the bot; Application Insights takes traces of it, another endpoint metrics too.
    appInsightsConfiguration: { connectionString: insights.properties.ConnectionString }
    openTelemetryConfiguration: union(
      {
        tracesConfiguration: { destinations: concat(['appInsights'], empty(otlpEndpoint) ? [] : ['other']) }
      },
      empty(otlpEndpoint)
        ? {}
        : {
            metricsConfiguration: { destinations: ['other'] }
            destinationsConfiguration: {
              otlpConfigurations: [{ name: 'other', endpoint: otlpEndpoint, insecure: false }]
            }
          }
    )
  }
}

var address = 'https://${name}.${environment.properties.defaultDomain}'

var fixed = {
  ASPNETCORE_ENVIRONMENT: 'Production'
  Urls: 'http://+:${port}'
  PublicUrl: empty(publicUrl) ? address : publicUrl
  // Nothing reaches the container but by the environment's own proxies, whose addresses are private.
  TrustedProxies__0: '10.0.0.0/8'
  TrustedProxies__1: '100.64.0.0/10'
  TrustedProxies__2: '172.16.0.0/12'
  TrustedProxies__3: '192.168.0.0/16'
  Operations__JsonLogs: 'true'
  // Which of the app's identities Azure.Identity takes.
  AZURE_CLIENT_ID: identityClientId
}

resource app 'Microsoft.App/containerApps@2024-10-02-preview' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      registries: empty(registryName)
        ? []
        : [{ server: '${registryName}${az.environment().suffixes.acrLoginServer}', identity: identityId }]
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
        // A web client stays with its instance, which holds its socket.
        stickySessions: { affinity: 'sticky' }
      }
      // Without a version, so that a rotated secret is taken within half an hour, or at once by a restart.
      secrets: [
        for secret in secretNames: {
          name: toLower(secret)
          keyVaultUrl: '${vaultUri}secrets/${secret}'
          identity: identityId
        }
      ]
    }
    template: {
      // Turns:StopWithin and a little more.
      terminationGracePeriodSeconds: 40
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json(instances.cpu), memory: instances.memory }
          env: concat(
            // One that is empty is not set: an empty entry of a list would count as one.
            map(filter(items(union(fixed, settings)), item => !empty(string(item.value))), item => {
              name: item.key
              value: string(item.value)
            }),
            map(secretNames, secret => { name: replace(secret, '--', '__'), secretRef: toLower(secret) })
          )
          probes: [
            { type: 'Startup', httpGet: { path: '/health/live', port: port }, periodSeconds: 2, failureThreshold: 60 }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/ready', port: port }
              periodSeconds: 5
              timeoutSeconds: 6
              failureThreshold: 3
            }
          ]
          volumeMounts: [{ volumeName: 'data', mountPath: '/var/lib/campaignbot/data' }]
        }
      ]
      // What is kept there (trained models) is made anew on the next start.
      volumes: [{ name: 'data', storageType: 'EmptyDir' }]
      scale: {
        minReplicas: instances.min
        maxReplicas: instances.max
        rules: [
          { name: 'requests', http: { metadata: { concurrentRequests: string(instances.at) } } }
          { name: 'processor', custom: { type: 'cpu', metadata: { type: 'Utilization', value: '70' } } }
        ]
      }
    }
  }
}

output id string = app.id
output url string = address
