namespace CampaignBot.Dialogs.Office;

/// <summary>What is said to who wants a person; the texts stand in <c>PersonPhrase.resx</c> and <c>PersonPhrase.es.resx</c>.</summary>
public enum PersonPhrase
{
    Title,
    Urgent,
    Offer,
    OpenNow,
    OpensToday,
    OpensTomorrow,
    OpensOn,
    HoursAre,
    AskAbout,
    About,
    AskContact,
    Contact,
    NotAContact,
    ThisNumber,
    WillCall,
    WillWrite,
    CaseNumber,
    Notice,
    NoticeUrgent,
    NoticeAbout,
    NoticeReach,
    NoticeFiles,
}
