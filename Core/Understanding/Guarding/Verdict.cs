using System.Runtime.InteropServices;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>What a message is up to.</summary>
public enum Verdict
{
    /// <summary>Nothing that has to be held back: questions, criticism, curses.</summary>
    Clear,

    /// <summary>An attempt to give the bot other orders, another part to play, or to draw its instructions out of it.</summary>
    Injection,

    /// <summary>A request to make or spread falsehoods about voting, or to keep people from it.</summary>
    Disinformation,

    /// <summary>A threat, a slur, sexual harassment. Not a mere insult or curse.</summary>
    Abuse,

    /// <summary>Somebody speaks of ending their own life.</summary>
    Crisis,
}

/// <summary>A verdict and how sure it is.</summary>
/// <param name="Score">The probability that the message is what the verdict says, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Judgement(Verdict Verdict, float Score);

/// <summary>A message and the verdict that it deserves.</summary>
public sealed record GuardExample(string Text, Verdict Verdict);
