namespace CampaignBot.Dialogs.Privacy;

/// <summary>What is said about a person's own data; the texts stand in <c>PrivacyPhrase.resx</c>.</summary>
public enum PrivacyPhrase
{
    MyDataTitle,
    Nothing,
    Intro,
    File,
    HowToDelete,
    DeleteTitle,
    Explain,
    DeleteEverything,
    KeepIt,
    NothingDeleted,
    Deleting,
    Deleted,
}
