// Everything one campaign's bot needs in Azure, in one resource group. runbook.md tells how to use it.
//   az deployment group what-if -g GROUP -p small.bicepparam
targetScope = 'resourceGroup'

@description('What the resources are called after: letters and digits, beginning with a letter.')
@minLength(3)
@maxLength(14)
param name string

@description('Where the resources lie.')
param location string = resourceGroup().location

@description('The image of the bot, as its registry names it: NAME.azurecr.io/campaignbot:1.0.0.')
param image string

@description('The name of a registry in this resource group from which the image is taken with the bot\'s identity. Empty: a public one.')
param registryName string = ''

@description('How many instances run at least and at most, and what each has: {min: 1, max: 3, cpu: \'0.5\', memory: \'1Gi\', at: 40}. at is how many requests at once one instance takes before another is started.')
param instances { min: int, max: int, cpu: string, memory: string, at: int }

@description('What the database may use: Serverless for a small campaign, or the most request units a second, which it scales to by itself.')
param database { serverless: bool, maxThroughput: int }

@description('A second region that keeps a copy of the database. Empty: none. Not with a serverless database.')
param secondRegion string = ''

@description('The address that the world uses, when it is not the one Azure gives: https://chat.example.org. Bind the domain to the container app first.')
param publicUrl string = ''

@description('Settings of appsettings.json that are no secrets, by their names as environment variables: {DirectLine__AllowedOrigins__0: \'https://example.org\'}.')
param settings object = {}

@description('Which settings come from the vault, by name with -- between the parts: [\'Sms--AuthToken\'].')
param secretNames string[] = []

@description('Values to write into the vault, by the same names. Leave out what is there already.')
@secure()
param secrets object = {}

@description('Whether Azure Bot Service carries Teams, Web Chat by Direct Line, Facebook, and SMS. The bot has Messenger, SMS and the web of its own, which do more and need no carrier: use one way for a channel, never both.')
param channels { teams: bool, directLine: bool, facebook: bool, sms: bool } = {
  teams: true
  directLine: false
  facebook: false
  sms: false
}

@description('What Azure Bot Service needs for Facebook: {pageId, appId}.')
param facebookPage { pageId: string, appId: string } = { pageId: '', appId: '' }

@description('The app\'s secret for Facebook by Azure Bot Service.')
@secure()
param facebookAppSecret string = ''

@description('The page\'s access token for Facebook by Azure Bot Service.')
@secure()
param facebookAccessToken string = ''

@description('What Azure Bot Service needs for SMS: {phone, accountSid}.')
param twilio { phone: string, accountSid: string } = { phone: '', accountSid: '' }

@description('The authentication token of Twilio for SMS by Azure Bot Service.')
@secure()
param twilioAuthToken string = ''

@description('Whether a language model is made: none, or {name, version, capacity} of the model; capacity in thousands of tokens a minute.')
param languageModel { name: string, version: string, capacity: int }?

@description('Where traces and metrics go besides Application Insights: an address that takes OTLP over gRPC. Empty: nowhere else.')
param otlpEndpoint string = ''

@description('Who is told when something is wrong: an e-mail address. Empty: nobody.')
param alertEmail string = ''

var suffix = uniqueString(resourceGroup().id)

module identity 'identity.bicep' = {
  params: { name: '${name}-bot', location: location, registryName: registryName }
}

module watch 'watch.bicep' = {
  params: { name: name, location: location }
}

module vault 'vault.bicep' = {
  params: {
    name: take('${name}-${suffix}', 24)
    location: location
    secrets: secrets
    readerPrincipalId: identity.outputs.principalId
    workspaceId: watch.outputs.workspaceId
  }
}

module store 'store.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
    secondRegion: secondRegion
    serverless: database.serverless
    maxThroughput: database.maxThroughput
    principalId: identity.outputs.principalId
    workspaceId: watch.outputs.workspaceId
  }
}

module model 'model.bicep' = if (languageModel != null) {
  params: {
    name: '${name}-${suffix}'
    location: location
    model: languageModel!
    principalId: identity.outputs.principalId
  }
}

module app 'app.bicep' = {
  params: {
    name: name
    location: location
    image: image
    registryName: registryName
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    instances: instances
    publicUrl: publicUrl
    vaultUri: vault.outputs.uri
    secretNames: secretNames
    settings: union(
      {
        Storage__Provider: 'Cosmos'
        Storage__Cosmos__Endpoint: store.outputs.endpoint
        Storage__Cosmos__UseEntraId: 'true'
        Storage__Cosmos__Database: store.outputs.database
        // The containers are made here: the bot's identity may read and write documents, not make containers.
        Storage__Cosmos__CreateContainers: 'false'
        MicrosoftAppType: 'UserAssignedMSI'
        MicrosoftAppId: identity.outputs.clientId
        MicrosoftAppTenantId: tenant().tenantId
      },
      languageModel == null
        ? {}
        : {
            LanguageModel__Endpoint: model!.outputs.endpoint
            LanguageModel__Model: model!.outputs.deployment
            LanguageModel__UseEntraId: 'true'
          },
      settings
    )
    workspaceId: watch.outputs.workspaceId
    insightsName: watch.outputs.insightsName
    otlpEndpoint: otlpEndpoint
  }
}

module botService 'channels.bicep' = {
  params: {
    name: '${name}-${suffix}'
    displayName: name
    endpoint: '${empty(publicUrl) ? app.outputs.url : publicUrl}/api/messages'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    channels: channels
    facebookPage: facebookPage
    facebookAppSecret: facebookAppSecret
    facebookAccessToken: facebookAccessToken
    twilio: twilio
    twilioAuthToken: twilioAuthToken
  }
}

module alerts 'alerts.bicep' = if (!empty(alertEmail)) {
  params: {
    name: name
    location: location
    email: alertEmail
    appId: app.outputs.id
    databaseId: store.outputs.id
    workspaceId: watch.outputs.workspaceId
  }
}

@description('Where the bot is reached.')
output url string = empty(publicUrl) ? app.outputs.url : publicUrl

@description('The bot\'s app id, for the Teams package: channels teams --app-id.')
output appId string = identity.outputs.clientId

@description('The vault whose secrets are rotated.')
output vaultName string = vault.outputs.name
