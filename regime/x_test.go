package regime_test
import ("testing";"fmt";"math";"time";"github.com/fromabove/fromabove/country")
func TestX(t *testing.T){
 gs:=[]country.GaugeID{country.Population,country.SupportShare,country.AcclaimShare,country.DissentShare,country.Mores,country.Fear,country.OnFile,country.Denunciations,country.Arrests,country.CampPopulation,country.PoliceStaff,country.Deported,country.Executions,country.CampSentences,country.SpecialistsArrested,country.HitShare,country.UnmarkedShare,country.OrdinaryDeaths,country.UrbanShare,country.PartyMembers,country.Belief,country.Dominance}
 for _,pl:=range []func(int)*country.Plan{hard,suspicious}{
 res:=map[int][][2]float64{}
 for _,c:=range [][2]int{{10000,60},{1000,24},{100,10}} { st:=time.Now(); var all [][]float64
  for s:=0;s<c[1];s++{ rs:=of(t,pl(36),uint64(s),c[0]); row:=[]float64{}; for _,g:=range gs{row=append(row,mean(rs[12:],g))}; all=append(all,row)}
  for i:=range gs{ m,v:=0.0,0.0; for _,r:=range all{m+=r[i]}; m/=float64(c[1]); for _,r:=range all{v+=(r[i]-m)*(r[i]-m)}; v/=float64(c[1]-1); res[c[0]]=append(res[c[0]],[2]float64{m,math.Sqrt(v/float64(c[1]))})}
  fmt.Println(c,time.Since(st))}
 for i,g:=range gs{ fmt.Printf("%-16s",country.Gauges[g].Name); for _,c:=range []int{10000,1000,100}{fmt.Printf(" %12.6g±%9.2g",res[c][i][0],res[c][i][1])}
  for _,c:=range []int{10000,1000}{ a,b:=res[c][i],res[100][i]; fmt.Printf("  z %.1f rel %.3f",(a[0]-b[0])/math.Sqrt(a[1]*a[1]+b[1]*b[1]),a[0]/b[0]-1)}; fmt.Println()}
 }
}
