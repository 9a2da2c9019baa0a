namespace CampaignBot.Dialogs.Surveys;

/// <summary>What is said around a survey's own words; the texts stand in <c>SurveyPhrase.resx</c>.</summary>
public enum SurveyPhrase
{
    Title,
    None,
    Which,
    Begin,
    AnsweredBefore,
    Optional,
    ScaleOf,
    ScaleMeans,
    Unchanged,
}
