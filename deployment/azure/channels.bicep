// Azure Bot Service, which carries Teams and, where wanted, other channels to /api/messages.
param name string
param displayName string
param endpoint string
param identityId string
param identityClientId string
param channels { teams: bool, directLine: bool, facebook: bool, sms: bool }
param facebookPage { pageId: string, appId: string }
@secure()
param facebookAppSecret string
@secure()
param facebookAccessToken string
param twilio { phone: string, accountSid: string }
@secure()
param twilioAuthToken string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppType: 'UserAssignedMSI'
    msaAppId: identityClientId
    msaAppMSIResourceId: identityId
    msaAppTenantId: subscription().tenantId
    disableLocalAuth: true
    schemaTransformationVersion: '1.3'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = if (channels.teams) {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true, acceptedTerms: true }
  }
}

resource directLine 'Microsoft.BotService/botServices/channels@2022-09-15' = if (channels.directLine) {
  parent: bot
  name: 'DirectLineChannel'
  location: 'global'
  properties: {
    channelName: 'DirectLineChannel'
    properties: {
      sites: [
        {
          siteName: 'Default Site'
          isEnabled: true
          isV1Enabled: false
          isV3Enabled: true
          isBlockUserUploadEnabled: true
        }
      ]
    }
  }
}

resource facebook 'Microsoft.BotService/botServices/channels@2022-09-15' = if (channels.facebook) {
  parent: bot
  name: 'FacebookChannel'
  location: 'global'
  properties: {
    channelName: 'FacebookChannel'
    properties: {
      isEnabled: true
      appId: facebookPage.appId
      appSecret: facebookAppSecret
      pages: [{ id: facebookPage.pageId, accessToken: facebookAccessToken }]
    }
  }
}

resource sms 'Microsoft.BotService/botServices/channels@2022-09-15' = if (channels.sms) {
  parent: bot
  name: 'SmsChannel'
  location: 'global'
  properties: {
    channelName: 'SmsChannel'
    properties: {
      isEnabled: true
      phone: twilio.phone
      accountSID: twilio.accountSid
      authToken: twilioAuthToken
    }
  }
}
