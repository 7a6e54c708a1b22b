namespace Afterword.Server.Features.Insights;

internal static class InsightSetup
{
    /// <summary>What dashboards keep between requests.</summary>
    public static void AddInsights(this IServiceCollection services)
    {
        services.AddSingleton<InsightCache>();
        services.AddTransient<Fragments>();
        services.AddTransient<DashboardMaker>();
    }
}
