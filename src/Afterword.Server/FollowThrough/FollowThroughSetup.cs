using Afterword.Server.Data;

namespace Afterword.Server.FollowThrough;

/// <summary>What Program.cs calls for the follow-through.</summary>
internal static class FollowThroughSetup
{
    public static void AddFollowThrough(this IServiceCollection services)
    {
        services.AddSingleton<Announce>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<Remind>();
        services.AddSingleton<DueUpdates>();
        services.AddSingleton<BrokenTemplates>();
        services.AddSingleton<ProgressAsks>();
        services.AddSingleton<Reviews>();
        services.AddWorker<FollowThroughWorker>();
    }
}
