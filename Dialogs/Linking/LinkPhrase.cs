namespace CampaignBot.Dialogs.Linking;

/// <summary>What is said while somebody links their phone; the texts stand in <c>LinkPhrase.resx</c>.</summary>
public enum LinkPhrase
{
    Title,
    Phone,
    Code,
    NotACode,
    Text,
    Linked,
    Wrong,
    Over,
    Known,
    CantText,
    TooMany,
    FromElsewhere,
}
