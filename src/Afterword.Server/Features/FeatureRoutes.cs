using Afterword.Server.Api;
using Afterword.Server.Features.Account;
using Afterword.Server.Features.ActionItems;
using Afterword.Server.Features.CheckIns;
using Afterword.Server.Features.Feeds;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Features.Insights;
using Afterword.Server.Features.Memory;
using Afterword.Server.Features.People;
using Afterword.Server.Features.Plan;
using Afterword.Server.Features.PostMortems;
using Afterword.Server.Features.PostMortems.Comments;
using Afterword.Server.Features.PostMortems.Import;
using Afterword.Server.Features.PostMortems.Lint;
using Afterword.Server.Features.PostMortems.Writing;
using Afterword.Server.Features.Questions;
using Afterword.Server.Features.Search;
using Afterword.Server.Features.Settings;
using Afterword.Server.Features.Updates;

namespace Afterword.Server.Features;

/// <summary>The list of all features' routes beside their pages. One line a feature.</summary>
internal static class FeatureRoutes
{
    /// <summary>What features keep between requests.</summary>
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<RestrictedReads>();
        services.AddSingleton<ChannelTest>();
        services.AddSingleton<SimilarCache>();
        services.AddSingleton<Vocabulary>();
        services.AddSingleton<FeedRoutes>();
        services.AddInsights();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccount();
        app.MapMailStops();
        app.MapMessages();
        app.MapItemViews();
        app.MapGroup("/action-items").MapItemExport();
        app.MapFeeds();
        app.MapTemplatePreview();
        app.MapTemplateMail();
        app.MapCustomerLook();
        app.MapDrafts();
        var api = app.MapGroup("/api/v1").AddEndpointFilter(Problems.Stale);
        api.MapActionItems();
        api.MapGroup("/action-items").MapItemExport();
        api.MapIncidents();
        api.MapPeople();
        api.MapImport();
        api.MapPlan();
        api.MapUpdates();
        api.MapPostMortems();
        api.MapComments();
        api.MapLint();
        api.MapSearch();
        api.MapCheckIns();
        api.MapQuestions();
        api.MapMemory();
        app.MapApiDescription();
        api.MapTemplates();
        app.MapInsights(api);
    }
}
