using Afterword.Server.Data.Insight;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Data.Templates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

internal static class DataServices
{
    /// <summary>The database, the one write door, and a reading context a request (no tracking).</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database");
        services.AddSingleton<Database>();
        services.AddSingleton<Store>();
        services.AddSingleton<RollCall>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Pulse>();
        services.AddSingleton<ClockGuard>();
        services.AddSingleton<AfterwordSettings>();
        services.AddSingleton<TemplateShelf>();
        services.AddTransient(provider =>
            provider.GetRequiredService<AfterwordSettings>().Of<OrganizationSettings>().Keys
        );
        services.AddSingleton<Func<Site>>(provider =>
            () =>
                Site.Of(
                    provider.GetRequiredService<AfterwordSettings>().Of<OrganizationSettings>(),
                    Listens(provider),
                    provider.GetRequiredService<TemplateShelf>().Book
                )
        );
        // Transient: parts of a page load side by side, and a context does one thing at a time.
        services.AddTransient(provider => provider.GetRequiredService<Database>().Read());
        services.AddHostedService<Opening>();
        services.AddWorker<Sealer>();
        services.AddSingleton<RollUp>();
        services.AddWorker<RollUpWorker>();
        return services;
    }

    /// <summary>The addresses the server listens on: as bound once it does (the port may have been 0), as configured before.</summary>
    private static string? Listens(IServiceProvider provider) =>
        provider
            .GetService<IServer>()
            ?.Features.Get<IServerAddressesFeature>()
            ?.Addresses.FirstOrDefault()
        ?? provider.GetRequiredService<IConfiguration>()["Urls"];

    /// <summary>A loop that must tick for the node to be ready.</summary>
    public static IServiceCollection AddWorker<T>(this IServiceCollection services)
        where T : BackgroundService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider =>
        {
            provider.GetRequiredService<Pulse>().Expect(typeof(T).Name);
            return provider.GetRequiredService<T>();
        });
        return services;
    }
}
