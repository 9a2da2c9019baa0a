namespace CampaignBot.Core.Knowledge;

/// <summary>What a word of a text can be the answer to.</summary>
[Flags]
internal enum TermKinds : byte
{
    None = 0,

    /// <summary>A person, a place, a body: written with a capital wherever it doesn't begin a sentence.</summary>
    Name = 1,

    /// <summary>A count or an amount, in digits or words.</summary>
    Number = 2,

    /// <summary>A year, a month, a day of the week.</summary>
    Date = 4,
}
