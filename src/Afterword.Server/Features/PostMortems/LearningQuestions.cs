using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems;

/// <summary>The question that each category of learning answers.</summary>
[Offered]
internal static class LearningQuestions
{
    public static string Of(LearningCategory category) =>
        category switch
        {
            LearningCategory.Detection => "Could it have been caught sooner?",
            LearningCategory.Prevention => "Could it have been prevented?",
            LearningCategory.Response => "Could we have responded better?",
            _ => "Could we have recovered faster?",
        };
}
